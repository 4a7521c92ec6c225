// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.tocsin.server.kernel.ReportId;

/**
 * What was read from a report, as people left it. The text never changes, and a finding keeps its
 * number for good, since statements cite findings by number: one that is rejected stays in the list
 * and says so.
 *
 * @param report which report
 * @param revision how often its findings were changed since they were first read
 * @param readAt when it was read last
 * @param reader the edition of the reader that read it last; empty when it was not noted
 * @param failure why it could not be read; empty when it was
 * @param title the title found in it
 * @param text the text as read; what offsets count in, in UTF-16 units
 * @param findings the statements, each at the place of its number
 * @param places the places named
 * @param groups the groups named
 */
public record StoredReading(
    ReportId report,
    int revision,
    Instant readAt,
    String reader,
    Optional<String> failure,
    Optional<String> title,
    String text,
    List<Found> findings,
    List<FoundPlace> places,
    List<FoundGroup> groups) {

  /** Copies the lists. */
  public StoredReading {
    findings = List.copyOf(findings);
    places = List.copyOf(places);
    groups = List.copyOf(groups);
  }

  StoredReading with(int next, List<Found> changed) {
    return new StoredReading(
        report, next, readAt, reader, failure, title, text, changed, places, groups);
  }

  /** The findings that hold: neither rejected nor given up by the reader, in order of the text. */
  public List<Found> standing() {
    return inOrder().stream().filter(Found::standing).toList();
  }

  /** All findings in order of the text, the outer before the inner. */
  public List<Found> inOrder() {
    return findings.stream()
        .sorted(
            Comparator.comparingInt(Found::start)
                .thenComparing(Comparator.comparingInt(Found::end).reversed())
                .thenComparingInt(Found::number))
        .toList();
  }

  /**
   * One statement.
   *
   * @param number from 0; what a citation names
   * @param type the word of its kind, for example {@code threat}
   * @param start where its words begin in the text
   * @param end after their last unit
   * @param text the words
   * @param assertedBy who says so, if not the text itself
   * @param actor who did, plans, warns, claims …
   * @param recipient who is told
   * @param target what or who is aimed at
   * @param method by what means
   * @param place where
   * @param from when it begins
   * @param until when it ends
   * @param killed how many were killed
   * @param wounded how many were wounded
   * @param effects what else it did, in words
   * @param voice in what voice it is said: {@code fact}, {@code denied}, {@code feared} …
   * @param certainty how sure the text is
   * @param historic whether the text tells it as background
   * @param rule the rule that read it; {@link #BY_HAND} when a person added it
   * @param evidence which words of the text give which field
   * @param review what people made of it
   */
  public record Found(
      int number,
      String type,
      int start,
      int end,
      String text,
      Optional<String> assertedBy,
      Optional<String> actor,
      Optional<String> recipient,
      Optional<String> target,
      Optional<String> method,
      Optional<FoundPlace> place,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<FoundFigure> killed,
      Optional<FoundFigure> wounded,
      List<String> effects,
      String voice,
      String certainty,
      boolean historic,
      String rule,
      List<FieldWords> evidence,
      Review review) {

    /** The rule of what no rule read. */
    public static final String BY_HAND = "person";

    /** Copies the lists; what was kept before people could review has neither of the last two. */
    public Found {
      effects = List.copyOf(effects);
      evidence = evidence == null ? List.of() : List.copyOf(evidence);
      review = review == null ? Review.NONE : review;
    }

    /** Whether it holds: neither rejected nor given up by the reader. */
    public boolean standing() {
      return review.state() != Review.State.REJECTED && review.state() != Review.State.GIVEN_UP;
    }

    /** Whether its place has other readings and nobody has chosen yet. */
    public boolean unsettled() {
      return review.state() == Review.State.READ
          && place.map(where -> !where.alternatives().isEmpty()).orElse(false);
    }

    Found withNumber(int other) {
      return with(other, place, review);
    }

    Found withReview(Review other) {
      return with(number, place, other);
    }

    Found withPlace(FoundPlace other, Review reviewed) {
      return with(number, Optional.of(other), reviewed);
    }

    private Found with(int newNumber, Optional<FoundPlace> newPlace, Review newReview) {
      return new Found(
          newNumber,
          type,
          start,
          end,
          text,
          assertedBy,
          actor,
          recipient,
          target,
          method,
          newPlace,
          from,
          until,
          killed,
          wounded,
          effects,
          voice,
          certainty,
          historic,
          rule,
          evidence,
          newReview);
    }

    /** The voice in one word, for a mark in the text. */
    public String voiceWord() {
      return switch (voice) {
        case "fact" -> "reported";
        case "feared" -> "conditional";
        default -> voice;
      };
    }

    /** By what it was read and how sure that is. */
    public String readBy() {
      String sure = "the text makes it " + certainty;
      String where =
          place
              .flatMap(each ->
                  each.score().isPresent()
                      ? Optional.of("; place %.2f of 1".formatted(each.score().getAsDouble()))
                      : Optional.empty())
              .orElse("");
      return rule.equals(BY_HAND)
          ? "Added by a person; " + sure
          : "Read by rule " + rule + "; " + sure + where;
    }

    /** Who says it and how, in words: what a reader must know before believing it. */
    public String attribution() {
      String how =
          switch (voice) {
            case "fact" -> "reported as fact";
            case "asserted" -> "asserted";
            case "claimed" -> "claimed";
            case "denied" -> "denied";
            case "suspected" -> "suspected";
            case "feared" -> "conditional or feared";
            case "asked" -> "asked or supposed";
            default -> voice;
          };
      return assertedBy.map(who -> how + " by " + who).orElse(how)
          + (historic ? ", background" : "");
    }
  }

  /** Which words give a field of a finding: {@code actor}, {@code place}, {@code time} …. */
  public record FieldWords(String field, int start, int end) {}

  /**
   * A place named: the words and the gazetteer's point, WGS 84 degrees.
   *
   * @param geonameId GeoNames' id, where it has one
   * @param score between 0 and 1: how much better this reading of the name is than the others;
   *     empty when a person chose it
   * @param alternatives other places of that name, best first
   */
  public record FoundPlace(
      String text,
      String name,
      double latitude,
      double longitude,
      Optional<String> country,
      OptionalLong geonameId,
      OptionalDouble score,
      List<Choice> alternatives) {

    /** Copies the alternatives; what was kept before they were has none. */
    public FoundPlace {
      alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
    }

    /** The place itself as one of the places to choose among. */
    public Choice asChoice() {
      return new Choice(name, latitude, longitude, country, geonameId, score);
    }
  }

  /** Another place that the same words may mean. */
  public record Choice(
      String name,
      double latitude,
      double longitude,
      Optional<String> country,
      OptionalLong geonameId,
      OptionalDouble score) {

    /** The score with two digits. */
    public String scoreWords() {
      return score.isPresent() ? "%.2f".formatted(score.getAsDouble()) : "";
    }

    /** For example {@code RU, 55.752, 37.616}. */
    public String whereabouts() {
      return country.map(code -> code + ", ").orElse("")
          + "%.3f, %.3f".formatted(latitude, longitude);
    }
  }

  /** A group named: the words and its known name. */
  public record FoundGroup(String text, String name) {}

  /** A number of people as the words give it. */
  public record FoundFigure(OptionalLong min, OptionalLong max, String qualifier, String text) {}
}
