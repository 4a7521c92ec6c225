// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import gg.jte.Content;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.PageFrames;

/** The part of the case page that says what the duty test came to, for whom, and by when. */
@Component
class DutyPanel implements CasePanel {

  private final Determinations determinations;
  private final DeterminationWords words;
  private final Steps steps;
  private final DutyTests tests;
  private final OpenClasses undecided;
  private final PolicyChanges policies;
  private final OfficerNames names;
  private final Cases cases;
  private final CurrentOfficer officer;
  private final Page page;
  private final PageFrames frames;
  private final Clock clock;

  DutyPanel(
      Determinations determinations,
      DeterminationWords words,
      Steps steps,
      DutyTests tests,
      OpenClasses undecided,
      PolicyChanges policies,
      OfficerNames names,
      Cases cases,
      CurrentOfficer officer,
      Page page,
      PageFrames frames,
      Clock clock) {
    this.determinations = determinations;
    this.words = words;
    this.steps = steps;
    this.tests = tests;
    this.undecided = undecided;
    this.policies = policies;
    this.names = names;
    this.cases = cases;
    this.officer = officer;
    this.page = page;
    this.frames = frames;
    this.clock = clock;
  }

  @Override
  public int order() {
    return 40;
  }

  @Override
  public String anchor() {
    return "duty";
  }

  @Override
  public String heading() {
    return "Duty";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    Instant now = clock.instant();
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("frame", frames.frame("", "cases"));
    parameters.put("caseId", caseId.value());
    parameters.put("open", cases.get(caseId).open());
    List<DeterminationShown> rows = determinations.list(caseId).stream().map(words::shown).toList();
    Set<String> decided = labels(rows, Determination.State.AGREED);
    Set<String> proposed = labels(rows, Determination.State.PROPOSED);
    parameters.put("rows", rows);
    parameters.put("proposed", joined(proposed, label -> !decided.contains(label)));
    parameters.put("anew", joined(proposed, decided::contains));
    parameters.put("me", officer.get().id());
    parameters.put("now", now);
    parameters.put("steps", steps.of(caseId));
    parameters.put("policies", tests.list());
    parameters.put("undecided", undecided.words(caseId).orElse(""));
    policies
        .open(caseId)
        .ifPresent(change -> {
          parameters.put("change", change);
          parameters.put("changeBy", names.of(change.proposedBy().value()));
          parameters.put("changeNeeds", Quorum.missing(policies.asked(change), change.agreed()));
        });
    determinations
        .clock(caseId)
        .ifPresent(running -> {
          parameters.put(
              "clock",
              proposed.isEmpty()
                  ? ClockWords.of(running, now)
                  : ClockWords.besideProposed(running, now, String.join(", ", decided)));
          parameters.put("policy", running.policy());
          parameters.put("lacking", String.join(" and ", policies.lacking(running, officer.get())));
        });
    return Optional.of(page.content("decide/panel.jte", parameters));
  }

  /** The classes of victims that stand so, each once. */
  private static Set<String> labels(List<DeterminationShown> rows, Determination.State state) {
    return rows.stream()
        .filter(row -> row.made().state() == state)
        .map(row -> row.made().victims().label())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String joined(Set<String> labels, Predicate<String> which) {
    return labels.stream().filter(which).collect(Collectors.joining(", "));
  }
}
