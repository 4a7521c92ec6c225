// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.warn.Draft;

/**
 * A case in plain sentences, for somebody who was in the way of it or has lost somebody to it, and
 * who has never heard of duty tests. What was not done is said as well.
 */
final class Story {

  /** A word of the desk and what it means. */
  record Term(String word, String meaning) {}

  /** The words of the desk that a reckoning cannot do without. */
  static final List<Term> TERMS =
      List.of(
          new Term("Case", "the file that the desk keeps around one danger."),
          new Term("Desk", "the people whose work it is to warn."),
          new Term(
              "Officer 1, officer 2",
              "people of the desk, numbered as they appear. The record knows who each is."),
          new Term(
              "Duty test",
              "the questions that decide whether people must be warned. In doubt the answer is to"
                  + " warn."),
          new Term("Determination", "the answer to a duty test, on which two people agreed."),
          new Term("Notice, alert", "a warning to some, and a warning to everybody."),
          new Term("In force", "a warning holds; after its end nothing warns of the danger."),
          new Term("Lapsed", "the time for which a warning was given ran out."),
          new Term(
              "Entry",
              "a numbered line in the record, written when the thing was done. Nobody can change or"
                  + " remove one unseen."),
          new Term(
              "Graded B2 and the like",
              "how far a source (A to F) and what it said (1 to 6)" + " were trusted."),
          new Term("TLP", "how far a paper may be passed on."));

  private final Evidence evidence;
  private final Timing timing;
  private final List<String> told = new ArrayList<>();

  private Story(Evidence evidence, Timing timing) {
    this.evidence = evidence;
    this.timing = timing;
  }

  static List<String> of(Evidence evidence, Timing timing) {
    Story story = new Story(evidence, timing);
    story.heard();
    story.decided();
    story.warned();
    story.end();
    story.happened();
    return List.copyOf(story.told);
  }

  private void heard() {
    timing
        .receivedAt()
        .ifPresent(at ->
            told.add("The desk first heard of this danger on %s.".formatted(DeskTime.words(at))));
  }

  private void decided() {
    if (timing.decidedAt().isEmpty()) {
      told.add("Nobody at the desk decided to warn.");
      return;
    }
    timing
        .receivedAt()
        .ifPresent(received ->
            told.add(
                "%s one person proposed to warn%s."
                    .formatted(
                        later(received, timing.decidedAt().get()),
                        timing
                            .agreedAt()
                            .map(agreed ->
                                ", and %s a second person agreed"
                                    .formatted(after(timing.decidedAt().get(), agreed)))
                            .orElse("; no second person agreed"))));
  }

  private static String later(Instant from, Instant to) {
    return to.isBefore(from.plusSeconds(60))
        ? "At once"
        : capital(Hours.words(from, to)) + " later";
  }

  private static String after(Instant from, Instant to) {
    return to.isBefore(from.plusSeconds(60)) ? "at once" : Hours.words(from, to) + " after that";
  }

  private void warned() {
    List<ToldWarning> given = evidence.given();
    if (given.isEmpty()) {
      told.add("Nobody was warned.");
      return;
    }
    for (ToldWarning each : given) {
      Draft draft = each.warning().draft();
      String where =
          draft.areas().stream().map(Draft.DraftArea::areaDesc).collect(Collectors.joining("; "));
      told.add(
          "On %s %s were told: “%s”. It was meant to hold until %s%s."
              .formatted(
                  DeskTime.words(each.givenAt()),
                  draft.forEverybody() ? "people" : "those whom a notice named",
                  draft.texts().getFirst().headline(),
                  DeskTime.words(draft.window().until()),
                  where.isEmpty() ? "" : ", for " + where));
      reached(each.echo(), each.audience()).ifPresent(told::add);
    }
  }

  /**
   * Of one warning: two warnings go to the same people, who would be counted twice in a sum. That
   * nobody is known to have missed it does not mean that everybody has it: what still waits, or was
   * stopped, is told as not known.
   *
   * @param audience how many people on the desk's list it was for
   */
  static Optional<String> reached(Echo echo, long audience) {
    long reached = echo.told().orElse(0);
    long lost = echo.failed().orElse(0) + echo.unreachable().orElse(0);
    if (reached + lost == 0) {
      return Optional.empty();
    }
    long open = Math.max(0, audience - reached - lost);
    if (lost + open == 0) {
      return Optional.of(
          "It got to everybody on the desk's list for whom it was: %s.".formatted(count(reached)));
    }
    return Optional.of(
        "It got to %s of the %s on the desk's list for whom it was%s%s."
            .formatted(
                count(reached),
                count(reached + lost + open),
                lost == 0 ? "" : "; %s did not get it".formatted(count(lost)),
                open == 0 ? "" : "; whether %s got it is not known".formatted(count(open))));
  }

  private static String count(long number) {
    return number == 0 ? "none" : String.format(Locale.ROOT, "%,d", number);
  }

  private void end() {
    Optional<Instant> at = timing.incidentAt();
    if (timing.windowEndedAt().isPresent() && at.isPresent()) {
      told.add(
          "%s on %s. Nothing took its place: when it happened, %s later, no warning held."
              .formatted(
                  lapsed() ? "Its time ran out" : "It was ended",
                  DeskTime.words(timing.windowEndedAt().get()),
                  Hours.words(timing.windowEndedAt().get(), at.get())));
    } else if (timing.inWindow().orElse(false)) {
      told.add("When it happened, a warning held.");
    } else if (!evidence.given().isEmpty()) {
      evidence
          .first()
          .filter(incident -> incident.grain() != Grain.EXACT)
          .ifPresent(incident ->
              told.add(
                  "Of when it happened %s. So nobody can tell whether a warning held then."
                      .formatted(incident.grain().words())));
    }
  }

  /** Whether the last warning before it ran out, and was not ended by the desk. */
  private boolean lapsed() {
    return evidence.given().stream()
        .filter(each -> Optional.of(each.end()).equals(timing.windowEndedAt()))
        .anyMatch(each -> each.end().equals(each.warning().draft().window().until()));
  }

  private void happened() {
    evidence
        .incidents()
        .forEach(each ->
            told.add(
                "%s, at %s: %s.%s"
                    .formatted(
                        each.incident().grain().tell(each.incident().began()),
                        each.incident().place().name(),
                        each.incident().title(),
                        figures(each))));
  }

  private static String figures(Evidence.HappenedIncident each) {
    Optional<Figure> killed =
        Optional.ofNullable(each.figures().get(FigureKind.KILLED)).map(List::getFirst);
    Optional<Figure> wounded =
        Optional.ofNullable(each.figures().get(FigureKind.WOUNDED)).map(List::getFirst);
    if (killed.isEmpty() && wounded.isEmpty()) {
      return "";
    }
    return " By the newest figures "
        + killed.map(figure -> figure.words() + " people were killed").orElse("")
        + (killed.isPresent() && wounded.isPresent() ? " and " : "")
        + wounded.map(figure -> figure.words() + " were wounded").orElse("")
        + ".";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
