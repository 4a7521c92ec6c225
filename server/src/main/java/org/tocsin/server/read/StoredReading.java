// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tocsin.server.kernel.ReportId;

/**
 * What was read from a report, as kept: numbers and words never change afterwards, since statements
 * cite findings by number.
 *
 * @param report which report
 * @param readAt when it was read
 * @param failure why it could not be read; empty when it was
 * @param title the title found in it
 * @param text the text as read; what offsets count in, in UTF-16 units
 * @param findings the statements in order of the text
 * @param places the places named
 * @param groups the groups named
 */
public record StoredReading(
    ReportId report,
    Instant readAt,
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

  /**
   * One statement.
   *
   * @param number from 0, in order of the text; what a citation names
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
   * @param rule the rule that read it
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
      String rule) {

    /** Copies the effects. */
    public Found {
      effects = List.copyOf(effects);
    }

    /** Who says it and how, in words: what a reader must know before believing it. */
    public String attribution() {
      String how =
          switch (voice) {
            case "fact" -> "told as fact";
            case "asserted" -> "asserted";
            case "claimed" -> "claimed";
            case "denied" -> "denied";
            case "suspected" -> "suspected";
            case "feared" -> "feared or to come";
            case "asked" -> "asked or supposed";
            default -> voice;
          };
      return assertedBy.map(who -> how + " by " + who).orElse(how)
          + (historic ? ", background" : "");
    }
  }

  /** A place named: the words and the gazetteer's point, WGS 84 degrees. */
  public record FoundPlace(
      String text, String name, double latitude, double longitude, Optional<String> country) {}

  /** A group named: the words and its known name. */
  public record FoundGroup(String text, String name) {}

  /** A number of people as the words give it. */
  public record FoundFigure(OptionalLong min, OptionalLong max, String qualifier, String text) {}
}
