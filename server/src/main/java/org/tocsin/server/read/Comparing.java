// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tocsin.reading.story.Reason;
import org.tocsin.reading.story.SameStory;
import org.tocsin.reading.story.Signature;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.ReportId;

/**
 * Compares what was read with what else was read, in the caller's transaction. Two that are read at
 * the same moment do not see each other; so each is compared once more after it was kept, by {@link
 * LateComparing}, and whichever is later finds the other.
 */
@Component
class Comparing {

  /** How far apart two reports may be and still be called the same news. */
  private static final Duration ALIKE_WITHIN = Duration.ofDays(14);

  private static final int ALIKE_MOST = 5;
  private static final int COMPARED_MOST = 20;

  private final ReadingStore store;
  private final Kinship kinship;
  private final Reports reports;
  private final ApplicationEventPublisher events;

  Comparing(
      ReadingStore store, Kinship kinship, Reports reports, ApplicationEventPublisher events) {
    this.store = store;
    this.kinship = kinship;
    this.reports = reports;
    this.events = events;
  }

  /** Compares a report that was just read, and lists what it says alike. */
  void first(Report report, Signature signature) {
    kinship.named(report.id(), signature.sources());
    int shown = 0;
    for (ReportId other : sharing(report, signature)) {
      SameStory story = story(signature, other);
      kinship.keep(report.id(), other, story);
      if (story.isSame() && shown++ < ALIKE_MOST) {
        list(report.id(), other, story);
      }
    }
    if (!signature.fingerprints().isEmpty()) {
      store.compareAgain(report.id());
    }
  }

  /** Compares a report whose text stands already. */
  void again(Report report, Signature signature) {
    kinship.named(report.id(), signature.sources());
    for (ReportId other : sharing(report, signature)) {
      kinship.keep(report.id(), other, story(signature, other));
    }
  }

  /** Compares a report that was read before reports were compared, and notes its clues. */
  void late(ReportId id) {
    store
        .find(id)
        .ifPresent(reading -> {
          again(reports.get(id), Signature.of(reading.text()));
          kinship.note(id);
        });
  }

  /**
   * Finds what was kept beside this report after it was compared. The younger of two is always
   * compared with the older, so that two nodes that find both keep one link.
   */
  void onceMore(ReportId id) {
    store.find(id).ifPresent(this::onceMore);
  }

  private void onceMore(StoredReading reading) {
    ReportId id = reading.report();
    Signature signature = Signature.of(reading.text());
    Set<ReportId> known = new HashSet<>(kinship.linked(id));
    Set<ReportId> found = new TreeSet<>();
    for (ReportId other : sharing(reports.get(id), signature)) {
      if (!known.contains(other)) {
        boolean isYounger = id.compareTo(other) > 0;
        ReportId younger = isYounger ? id : other;
        ReportId older = isYounger ? other : id;
        SameStory story = story(isYounger ? signature : signatureOf(other), older);
        if (kinship.keep(younger, older, story)) {
          if (story.isSame()) {
            list(younger, older, story);
          }
          found.add(other);
        }
      }
    }
    if (!found.isEmpty()) {
      found.add(id);
      events.publishEvent(new KinFound(List.copyOf(found)));
    }
  }

  private List<ReportId> sharing(Report report, Signature signature) {
    Long[] prints = signature.fingerprints().toArray(Long[]::new);
    return prints.length == 0
        ? List.of()
        : store.sharing(report.id(), prints, report.receivedAt(), ALIKE_WITHIN, COMPARED_MOST);
  }

  private SameStory story(Signature signature, ReportId other) {
    return SameStory.of(signature, signatureOf(other));
  }

  private Signature signatureOf(ReportId report) {
    return Signature.of(store.find(report).orElseThrow().text());
  }

  private void list(ReportId report, ReportId other, SameStory story) {
    // Reasons are never empty here: the longest passage is first, or else a quotation.
    Reason shared = story.reasons().getFirst();
    store.insertAlike(report, new Alike(other, story.percent(), shared.start(), shared.end()));
  }
}
