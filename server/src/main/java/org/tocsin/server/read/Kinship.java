// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.reading.story.Reason;
import org.tocsin.reading.story.SameStory;
import org.tocsin.reading.story.Source;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.ReportId;

/**
 * Which reports share words, sources, places, times and groups: what suggestions to join and the
 * count of independent origins rest on. All of it is found by index; nothing compares all with all.
 */
@Service
public class Kinship {

  /** A shorter passage is a stock phrase as often as not. */
  private static final int PASSAGE_WORDS = 12;

  private static final int EACH_MOST = 3;

  private final KinStore store;
  private final ReadingStore readings;
  private final Reports reports;

  Kinship(KinStore store, ReadingStore readings, Reports reports) {
    this.store = store;
    this.readings = readings;
    this.reports = reports;
  }

  /** Keeps what two reports share, unless it is next to nothing; whether any of it is new. */
  boolean keep(ReportId report, ReportId other, SameStory story) {
    boolean worth =
        story.isSame()
            || story.reasons().stream()
                .anyMatch(reason ->
                    switch (reason) {
                      case Reason.SharedPassage passage -> passage.words() >= PASSAGE_WORDS;
                      case Reason.SharedQuotation _ -> true;
                      case Reason.SharedSource _ -> false;
                    });
    if (!worth) {
      return false;
    }
    boolean isNew = false;
    Map<Kin.Code, Integer> count = new EnumMap<>(Kin.Code.class);
    for (Reason reason : story.reasons()) {
      Kin.Code code =
          switch (reason) {
            case Reason.SharedPassage _ -> Kin.Code.SAME_PASSAGE;
            case Reason.SharedQuotation _ -> Kin.Code.SAME_QUOTATION;
            case Reason.SharedSource _ -> Kin.Code.SAME_SOURCE_CHAIN;
          };
      if (count.merge(code, 1, Integer::sum) <= EACH_MOST) {
        isNew |=
            store.insert(
                new Kin(
                    report,
                    other,
                    code,
                    story.percent(),
                    reason instanceof Reason.SharedPassage passage ? passage.words() : 0,
                    reason instanceof Reason.SharedSource source ? source.name() : "",
                    reason.start(),
                    reason.end(),
                    reason.otherStart(),
                    reason.otherEnd()));
      }
    }
    return isNew;
  }

  /** Reports with which something is kept that this one shares. */
  List<ReportId> linked(ReportId report) {
    return store.linked(report);
  }

  /** Keeps whom a text names as where it has its news from. */
  void named(ReportId report, List<Source> sources) {
    for (Source source : sources) {
      store.insert(
          new Named(
              report,
              source.name(),
              source.kind() == Source.Kind.CREDIT,
              source.start(),
              source.end()));
    }
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void read(ReportRead event) {
    note(event.report());
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void mended(FindingMended event) {
    note(event.report());
  }

  void note(ReportId id) {
    Report report = reports.get(id);
    Instant published = report.publishedAt().orElse(report.receivedAt());
    readings.find(id).ifPresent(reading -> store.replaceClues(id, Clues.of(reading, published)));
  }

  /** What these reports share with any other, the most first; each told from the one asked for. */
  public List<Kin> of(Collection<ReportId> asked) {
    return store.kin(asked);
  }

  /** What these reports share among themselves: the most of each sort for any two, all of them. */
  public List<Kin> among(Collection<ReportId> asked) {
    return store.among(asked);
  }

  /** Whom these reports name as where they have their news from. */
  public List<Named> sourcesOf(Collection<ReportId> asked) {
    return store.named(asked);
  }

  /** Where, when and of whom the findings of these reports say that there is a danger. */
  public List<Clue> clues(Collection<ReportId> asked) {
    return store.clues(asked);
  }

  /**
   * At most {@code most} reports with a finding near this place or of these groups in this time.
   */
  public List<ReportId> near(
      Optional<Clue.Spot> place, Set<String> groups, Instant starts, Instant ends, int most) {
    return store.near(place, groups, starts, ends, most);
  }
}
