// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts findings together into incidents. Attacks, foiled attacks and threats tell of an event: each
 * joins the incident it fits best ({@link IncidentMatch}) or opens one. Then what is said about
 * events (claims, attributions, denials, accusations, arrests) joins the incident it speaks of; a
 * claim that fits none opens one.
 */
final class IncidentAssembly {
  /** How much the incident spoken of last is ahead of others. */
  private static final double LAST = 0.5;

  private static final double DEFINITE = 0.75;
  private static final double ANOTHER = -1.5;

  /** More findings than any report has; of a longer text the rest is left out of incidents. */
  private static final int MAX_FINDINGS = 2_000;

  /** Of so many incidents spoken of last a finding may be part: it keeps the time linear. */
  private static final int MAX_OPEN = 40;

  private static final Set<String> POINTERS =
      Set.of("the", "this", "that", "these", "those", "its");
  private static final Set<String> EVENTS =
      Set.of(
          "attack",
          "attacks",
          "assault",
          "bombing",
          "bombings",
          "blast",
          "blasts",
          "explosion",
          "explosions",
          "shooting",
          "massacre",
          "raid",
          "siege",
          "kidnapping",
          "murder",
          "assassination",
          "incident",
          "killings",
          "killing",
          "strike",
          "strikes",
          "ambush",
          "bomb",
          "fire",
          "stabbing",
          "toll",
          "death",
          "plot",
          "dead",
          "victims",
          "wounded");

  private final List<String> another;
  private final List<String> revised;

  IncidentAssembly() {
    List<List<String>> rows = Lexicon.table("incident-words.en.tsv", 2);
    another = words(rows, "another");
    revised = words(rows, "revised");
  }

  private static List<String> words(List<List<String>> rows, String kind) {
    return rows.stream()
        .filter(row -> row.getFirst().equals(kind))
        .flatMap(row -> Lexicon.list(row.get(1)).stream())
        .toList();
  }

  List<Incident> assemble(List<Finding> findings) {
    List<IncidentDraft> drafts = new ArrayList<>();
    List<Finding> some = findings.subList(0, Math.min(findings.size(), MAX_FINDINGS));
    some.stream().filter(f -> stage(f).isPresent()).forEach(f -> seed(drafts, f));
    some.stream().filter(f -> speaksOf(f.type())).forEach(f -> attach(drafts, f));
    return drafts.stream()
        .map(draft -> draft.incident(this::isRevision))
        .sorted(Comparator.comparingInt(Incident::start))
        .toList();
  }

  /** What a finding says of the stage of an event, if it tells of one. */
  private static Optional<Incident.Stage> stage(Finding finding) {
    return switch (finding.type()) {
      case ATTACK ->
          finding.voice() == Voice.ASKED ? Optional.empty() : Optional.of(Incident.Stage.DONE);
      case FOILED -> Optional.of(Incident.Stage.FOILED);
      case THREAT ->
          finding.target().isPresent() || finding.place().isPresent() || finding.time().isPresent()
              ? Optional.of(Incident.Stage.AHEAD)
              : Optional.empty();
      case CLAIM, ATTRIBUTION, DENIAL, ACCUSATION, ARREST, WARNING, REACTION, MEASURE ->
          Optional.empty();
    };
  }

  private static boolean speaksOf(FindingType type) {
    return switch (type) {
      case CLAIM, ATTRIBUTION, DENIAL, ACCUSATION, ARREST -> true;
      case ATTACK, FOILED, THREAT, WARNING, REACTION, MEASURE -> false;
    };
  }

  /** Whether the target of such a finding is what the event hit. */
  static boolean tellsTarget(FindingType type) {
    return switch (type) {
      case ATTACK, FOILED, THREAT -> true;
      case CLAIM, ATTRIBUTION, DENIAL, ACCUSATION, ARREST, WARNING, REACTION, MEASURE -> false;
    };
  }

  /** Whom a finding names as the doer of the event; deeds and things do nothing. */
  static Optional<Mention> blamed(Finding finding) {
    return named(finding).filter(m -> IncidentWords.mayDo(m));
  }

  private static Optional<Mention> named(Finding finding) {
    return switch (finding.type()) {
      case ATTACK, THREAT, CLAIM -> finding.actor();
      case ATTRIBUTION, ACCUSATION -> finding.target().map(IncidentAssembly::person);
      case FOILED, DENIAL, ARREST, WARNING, REACTION, MEASURE -> Optional.empty();
    };
  }

  /** "Ukraine of organising the attack": who it is, without what they are blamed for. */
  private static Mention person(Mention accused) {
    String words = accused.span().text();
    for (int of = words.indexOf(" of "); of > 0; of = words.indexOf(" of ", of + 1)) {
      int end = words.indexOf(' ', of + 4);
      String next = words.substring(of + 4, end < 0 ? words.length() : end);
      if (next.endsWith("ing")) {
        Span shorter =
            new Span(accused.span().start(), accused.span().start() + of, words.substring(0, of));
        return new Mention(shorter.text(), shorter);
      }
    }
    return accused;
  }

  private void seed(List<IncidentDraft> drafts, Finding finding) {
    Incident.Stage stage = stage(finding).orElseThrow();
    @Nullable IncidentDraft best = null;
    double most = 0;
    double words = (isDefinite(finding) ? DEFINITE : 0) + (isAnother(finding) ? ANOTHER : 0);
    int last = drafts.size() - 1;
    for (int i = last; i >= Math.max(0, drafts.size() - MAX_OPEN); i--) {
      IncidentDraft draft = drafts.get(i);
      if (draft.stage() != stage
          || (draft.historic() != finding.historic() && finding.time().isPresent())) {
        continue;
      }
      double score = IncidentMatch.score(draft.findings(), finding) + words;
      score += i == last ? LAST : 0;
      if (score >= most && (best == null || score > most)) {
        best = draft;
        most = score;
      }
    }
    if (best == null) {
      drafts.add(new IncidentDraft(stage, finding));
    } else {
      best.add(finding);
      drafts.remove(best);
      drafts.add(best); // the one spoken of last stands last
    }
  }

  /** The incident that a claim, a denial or an arrest speaks of. */
  private static void attach(List<IncidentDraft> drafts, Finding finding) {
    @Nullable IncidentDraft best = null;
    double most = 0;
    int nearest = Integer.MAX_VALUE;
    for (int i = Math.max(0, drafts.size() - MAX_OPEN); i < drafts.size(); i++) {
      IncidentDraft draft = drafts.get(i);
      double score = IncidentMatch.score(draft.findings(), finding);
      score -= draft.stage() == Incident.Stage.AHEAD ? 1 : 0;
      score -= draft.historic() && !finding.historic() ? 0.5 : 0;
      int away = draft.away(finding);
      if (score > most || (score == most && away < nearest)) {
        best = draft;
        most = score;
        nearest = away;
      }
    }
    if (best != null) {
      best.add(finding);
    } else if (finding.type() == FindingType.CLAIM
        && (finding.target().isPresent() || finding.place().isPresent())) {
      drafts.add(new IncidentDraft(Incident.Stage.DONE, finding));
    }
  }

  /** "The attack", "the blast": what was told before. */
  private static boolean isDefinite(Finding finding) {
    List<String> words = Lexicon.split(plain(finding.text()), ' ');
    for (int i = 0; i + 1 < words.size(); i++) {
      boolean near = i + 2 < words.size() && EVENTS.contains(words.get(i + 2));
      if (POINTERS.contains(words.get(i)) && (EVENTS.contains(words.get(i + 1)) || near)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAnother(Finding finding) {
    String text = plain(finding.text());
    return another.stream()
        .anyMatch(words ->
            words.startsWith("*")
                ? text.contains(" " + words.substring(1))
                : text.startsWith(" " + words + " "));
  }

  private boolean isRevision(Finding finding) {
    String text = plain(finding.text());
    return revised.stream().anyMatch(words -> text.contains(" " + words + " "));
  }

  /** In lower case, marks as blanks, one blank between words and at both ends. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(" ");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        plain.append(c);
      } else if (plain.charAt(plain.length() - 1) != ' ') {
        plain.append(' ');
      }
    }
    return plain.append(' ').toString().toLowerCase(Locale.ROOT);
  }
}
