// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tocsin.audience.WatcherKind;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.ResponseType;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;

/** What a sound draft is, field by field; the CAP library then checks the message as a whole. */
final class DraftRules {

  private static final int HEADLINE_LENGTH = 160; // CAP 1.2 §3.2.2: the useful target
  private static final int TEXT_LENGTH = 10_000;
  private static final int TEXTS_MOST = 40;
  private static final int STEPS_MOST = 10;
  private static final Duration WINDOW_LONGEST = Duration.ofDays(60);

  private final List<Fault> faults = new ArrayList<>();

  private DraftRules() {}

  /**
   * Refuses an unsound draft with every fault.
   *
   * @param channels those that there are
   */
  static void requireSound(Draft draft, Collection<String> channels) {
    refuse(faults(draft, channels));
    if (draft.forEverybody() && !Handling.parse(draft.marking()).isForEverybody()) {
      throw WarnProblem.ABOVE_MARKING.because(
          "a public alert is marked " + draft.marking() + ", which forbids public channels");
    }
  }

  /** Every fault of a draft, in the order of its fields. */
  static List<Fault> faults(Draft draft, Collection<String> channels) {
    DraftRules rules = new DraftRules();
    rules.head(draft);
    rules.words(draft);
    rules.audience(draft);
    rules.texts(draft);
    rules.plan(draft.plan(), channels);
    return rules.faults;
  }

  /** Refuses a draft of which nobody can tell whom it would reach; its texts do not matter yet. */
  static void requireCountable(Draft draft) {
    DraftRules rules = new DraftRules();
    rules.head(draft);
    rules.words(draft);
    rules.audience(draft);
    refuse(rules.faults);
  }

  /** Refuses with these faults, if there are any. */
  static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Problem(WarnProblem.BAD_DRAFT, faults.size() + " faults, see the list", faults);
    }
  }

  private void head(Draft draft) {
    if (!Set.of("privateNotice", "publicAlert").contains(draft.kind())) {
      fault("kind", draft.kind(), "is no kind of warning", "use privateNotice or publicAlert");
    }
    if (VictimClass.find(draft.victims()).isEmpty()) {
      fault(
          "victims",
          draft.victims(),
          "is no class of those to be told",
          "use intendedVictims, protectors, hostGovernment, ownCommunity or public");
    } else if (draft.forEverybody() != draft.victims().equals(VictimClass.PUBLIC.word())) {
      fault(
          "victims",
          draft.victims(),
          "does not fit a " + (draft.forEverybody() ? "public alert" : "private notice"),
          "a public alert is for the public, a private notice for anybody else");
    }
    if (!isMarking(draft.marking())) {
      fault(
          "marking",
          draft.marking(),
          "is no TLP label",
          "use TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN or TLP:CLEAR, and behind // the desk's own");
    }
    Draft.Window window = draft.window();
    if (!window.until().isAfter(window.from())) {
      fault("window", window.until().toString(), "ends before it begins", "let it end later");
    } else if (Duration.between(window.from(), window.until()).compareTo(WINDOW_LONGEST) > 0) {
      fault("window", window.until().toString(), "is longer than 60 days", "renew it instead");
    }
  }

  private static boolean isMarking(String label) {
    try {
      Handling.parse(label);
      return true;
    } catch (Problem unknown) {
      return false;
    }
  }

  private void words(Draft draft) {
    word("category", draft.category(), Category::find, Category.values());
    word("severity", draft.severity(), Severity::find, Severity.values());
    word("urgency", draft.urgency(), Urgency::find, Urgency.values());
    word("certainty", draft.certainty(), Certainty::find, Certainty.values());
    draft
        .responseTypes()
        .forEach(each -> word("responseTypes", each, ResponseType::find, ResponseType.values()));
    draft
        .intendedKinds()
        .forEach(each -> word("intendedKinds", each, WatcherKind::find, WatcherKind.values()));
  }

  private <T> void word(
      String field, String word, Function<String, Optional<T>> find, Object[] all) {
    if (find.apply(word).isEmpty()) {
      fault(field, word, "is not one of its words", "use one of " + List.of(all));
    }
  }

  private void audience(Draft draft) {
    if (draft.forEverybody() && !draft.recipients().isEmpty()) {
      fault(
          "recipients", "", "a public alert has none", "leave them out, or send a private notice");
    }
    boolean drawn =
        draft.areas().stream()
            .anyMatch(area -> !area.polygons().isEmpty() || !area.circles().isEmpty());
    if (draft.forEverybody() && !drawn) {
      fault("areas", "", "no polygon and no circle is drawn", "draw where the danger is");
    }
    if (!draft.forEverybody() && !drawn && draft.recipients().isEmpty()) {
      fault(
          "recipients", "", "nobody is named and no area drawn", "name recipients or draw an area");
    }
    for (Draft.DraftArea area : draft.areas()) {
      if (area.areaDesc().isBlank()) {
        fault("areas.areaDesc", "", "is empty", "name the area in words");
      }
    }
  }

  private void texts(Draft draft) {
    if (draft.texts().isEmpty() || draft.texts().size() > TEXTS_MOST) {
      fault("texts", "", "has " + draft.texts().size() + " languages", "write 1 to " + TEXTS_MOST);
    }
    Set<String> seen = new HashSet<>();
    for (Draft.Text text : draft.texts()) {
      String where = "texts." + Problem.shorten(text.language());
      language(where, text.language());
      if (!seen.add(text.language().toLowerCase(Locale.ROOT))) {
        fault(where, text.language(), "stands twice", "write one text a language");
      }
      length(where + ".event", text.event(), 200);
      length(where + ".headline", text.headline(), HEADLINE_LENGTH);
      length(where + ".description", text.description(), TEXT_LENGTH);
      length(where + ".instruction", text.instruction(), TEXT_LENGTH);
    }
  }

  private void language(String where, String tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      if (!Set.of(Locale.getISOLanguages()).contains(locale.getLanguage())) {
        fault(where, tag, "is no known language", "use a tag such as en, ru or pt-BR");
      }
    } catch (IllformedLocaleException e) {
      fault(where, tag, "is no language tag", "use a tag such as en, ru or pt-BR");
    }
  }

  private void length(String field, String text, int most) {
    if (text.isBlank() || text.length() > most) {
      fault(
          field,
          text,
          text.isBlank() ? "is empty" : "has %d characters".formatted(text.length()),
          "write 1 to %d characters".formatted(most));
    }
  }

  private void plan(Draft.Plan plan, Collection<String> channels) {
    if (plan.steps().isEmpty() || plan.steps().size() > STEPS_MOST) {
      fault("plan.steps", "", "has " + plan.steps().size() + " steps", "give 1 to " + STEPS_MOST);
    }
    for (Draft.Step step : plan.steps()) {
      if (step.channels().isEmpty()) {
        fault("plan.steps.channels", "", "names no channel", "use " + String.join(", ", channels));
      } else if (!channels.containsAll(step.channels())) {
        fault(
            "plan.steps.channels",
            String.join(", ", step.channels()),
            "is not sent on here",
            "use " + String.join(", ", channels));
      }
      if (step.waitMinutes() < 0 || step.waitMinutes() > 7 * 24 * 60) {
        fault(
            "plan.steps.waitMinutes",
            Integer.toString(step.waitMinutes()),
            "is not between 0 and 10080",
            "wait at most a week");
      }
    }
  }

  private void fault(String where, String value, String message, String remedy) {
    faults.add(new Fault(where, Problem.shorten(value), message, remedy));
  }
}
