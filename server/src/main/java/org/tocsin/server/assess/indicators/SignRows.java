// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import gg.jte.Content;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.PageFrames;

/** The signs as pages show them, and the part of the case page that does. */
@Component
public class SignRows implements CasePanel {

  private final Signs signs;
  private final Cases cases;
  private final OfficerNames names;
  private final LiveStream live;
  private final Page page;
  private final PageFrames frames;
  private final Clock clock;

  SignRows(
      Signs signs,
      Cases cases,
      OfficerNames names,
      LiveStream live,
      Page page,
      PageFrames frames,
      Clock clock) {
    this.signs = signs;
    this.cases = cases;
    this.names = names;
    this.live = live;
    this.page = page;
    this.frames = frames;
    this.clock = clock;
  }

  /**
   * A sign as a page shows it.
   *
   * @param standing {@code awaited}, {@code overdue}, {@code seen}, {@code not seen}, {@code
   *     dropped}
   * @param judgedBy the name of whoever judged it last; empty while nobody has
   * @param refs what it rests on, as the case page writes it
   * @param holds whether any of that still holds
   */
  public record Row(
      Sign sign, String standing, String judgedBy, List<String> refs, boolean holds) {
    /** Copies the refs. */
    public Row {
      refs = List.copyOf(refs);
    }
  }

  /** An overdue sign with the case that it belongs to. */
  public record Late(CaseFile file, Sign sign) {}

  List<Row> of(CaseFile file) {
    Instant now = clock.instant();
    return signs.of(file.id()).stream()
        .map(sign ->
            new Row(
                sign,
                sign.standing(now),
                sign.stateBy().map(OfficerId::value).map(names::of).orElse(""),
                sign.cites().stream().map((Citation cite) -> file.ref(cite)).toList(),
                signs.holds(file, sign)))
        .toList();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void changed(SignsChanged changed) {
    live.tell("case-" + changed.caseId(), "signs");
  }

  @Override
  public int order() {
    return 32;
  }

  @Override
  public String anchor() {
    return "signs";
  }

  @Override
  public String heading() {
    return "Signs";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    CaseFile file = cases.get(caseId);
    return Optional.of(
        page.content(
            "assess/indicators/panel.jte",
            Map.of("frame", frames.frame("", "cases"), "file", file, "rows", of(file))));
  }
}
