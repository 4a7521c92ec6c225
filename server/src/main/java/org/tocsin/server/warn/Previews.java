// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapWriter;
import org.tocsin.cap.Info;
import org.tocsin.cap.convert.AlertText;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.warn.ChannelPreview.Shown;
import org.tocsin.server.warn.phrases.Reviews;
import org.tocsin.server.watch.Addresses;

/** A draft as it would be read on every way. */
@Component
class Previews {

  private final List<ChannelPreview> ways;
  private final CapMessage cap;
  private final Warnings warnings;
  private final Addresses addresses;
  private final IdMaker ids;
  private final Reviews reviews;
  private final Clock clock;

  Previews(
      List<ChannelPreview> ways,
      CapMessage cap,
      Warnings warnings,
      Addresses addresses,
      IdMaker ids,
      Reviews reviews,
      Clock clock) {
    this.ways = ways.stream().sorted(Comparator.comparingInt(ChannelPreview::order)).toList();
    this.cap = cap;
    this.warnings = warnings;
    this.addresses = addresses;
    this.ids = ids;
    this.reviews = reviews;
    this.clock = clock;
  }

  /** What people would read; T5102 with every fault when the draft is unsound. */
  List<Shown> of(CaseId caseId, Draft draft, MessageType type, Optional<WarningId> follows) {
    DraftRules.requireSound(draft, addresses.channels());
    return shown(WarningId.next(ids), caseId, draft, type, follows);
  }

  /** What people would read, or have read, of a warning. */
  List<Shown> of(Warning warning) {
    return shown(
        warning.id(), warning.caseId(), warning.draft(), warning.messageType(), warning.follows());
  }

  private List<Shown> shown(
      WarningId id, CaseId caseId, Draft draft, MessageType type, Optional<WarningId> follows) {
    Optional<Alert> earlier = follows.map(warnings::sentAlert);
    Alert alert =
        cap.sound(
            id.value(),
            type,
            draft,
            type == MessageType.ALERT ? Optional.empty() : earlier,
            clock.instant());
    ChannelPreview.Subject subject = new ChannelPreview.Subject(id, caseId, type, draft, alert);
    List<Shown> all = new ArrayList<>();
    ways.forEach(way -> way.of(subject).forEach(each -> all.add(marked(each))));
    for (Info info : alert.infos()) {
      all.add(
          marked(
              new Shown(
                  SpokenWords.ALOUD,
                  info.languageOrDefault(),
                  "",
                  AlertText.of(alert, info, DeskTime.zone()).spoken(),
                  "")));
    }
    all.add(new Shown("CAP 1.2", "", "", CapWriter.writeString(alert), ""));
    return all;
  }

  /** What has fixed words that no speaker has read, or English ones, says so. */
  private Shown marked(Shown shown) {
    String remark =
        switch (reviews.around(shown.channel(), shown.language())) {
          case SOUND -> "";
          case UNREVIEWED -> "its fixed words are not reviewed by a speaker";
          case ENGLISH -> "fixed words of it are English: there are none in this language";
        };
    // First, so that it stands in the line that opens the preview, whatever else is to be said.
    String note =
        Stream.of(remark, shown.note())
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining("; "));
    return new Shown(shown.channel(), shown.language(), shown.title(), shown.text(), note);
  }

  /** The previews of a warning; empty when it cannot be shown, which its page says elsewhere. */
  List<Shown> orNone(Warning warning) {
    try {
      return of(warning);
    } catch (Problem unsound) {
      return List.of();
    }
  }
}
