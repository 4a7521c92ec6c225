// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.web.DeskTime;

/**
 * Two versions of an assessment, field by field. A sentence or a reason that was reworded, or rests
 * on something else, is one taken out and one put in.
 *
 * @param before the earlier version
 * @param after the later one
 * @param changes what differs, in the order of the form; empty when nothing does
 */
public record AssessmentChanges(
    ThreatAssessment before, ThreatAssessment after, List<Change> changes) {

  /**
   * One difference.
   *
   * @param field what differs
   * @param before as it was; empty when it was not there
   * @param after as it is; empty when it is not there any more
   */
  public record Change(String field, String before, String after) {}

  /** Copies the list. */
  public AssessmentChanges {
    changes = List.copyOf(changes);
  }

  /**
   * Compares two versions.
   *
   * @param cites writes what a statement rests on, for example {@code R1.2 R3}
   */
  static AssessmentChanges between(
      ThreatAssessment before, ThreatAssessment after, Function<List<Citation>, String> cites) {
    List<Change> changes = new ArrayList<>();
    differ(changes, "Actor", before, after, ThreatAssessment::actor);
    differ(changes, "Target", before, after, ThreatAssessment::target);
    differ(changes, "Kind of target", before, after, made -> made.reasoning().targetKind().word());
    differ(changes, "Method", before, after, ThreatAssessment::method);
    differ(changes, "Place", before, after, made -> place(made.place()));
    differ(changes, "From", before, after, made -> DeskTime.words(made.window().from()));
    differ(changes, "Until", before, after, made -> DeskTime.words(made.window().until()));
    differ(changes, "Uncertainty of the window", before, after, AssessmentChanges::slack);
    differ(changes, "Likelihood", before, after, made -> made.likelihood().words());
    differ(changes, "Confidence", before, after, made -> made.confidence().word());
    lines(changes, "Reason for the likelihood", before, after, cites, AssessmentChanges::likely);
    lines(changes, "Reason for the confidence", before, after, cites, AssessmentChanges::sure);
    lines(changes, "Statement", before, after, cites, ThreatAssessment::statements);
    return new AssessmentChanges(before, after, changes);
  }

  private static void differ(
      List<Change> changes,
      String field,
      ThreatAssessment before,
      ThreatAssessment after,
      Function<ThreatAssessment, String> of) {
    if (!of.apply(before).equals(of.apply(after))) {
      changes.add(new Change(field, of.apply(before), of.apply(after)));
    }
  }

  private static void lines(
      List<Change> changes,
      String field,
      ThreatAssessment before,
      ThreatAssessment after,
      Function<List<Citation>, String> cites,
      Function<ThreatAssessment, List<Statement>> of) {
    List<Statement> gone = new ArrayList<>(of.apply(before));
    List<Statement> come = new ArrayList<>(of.apply(after));
    of.apply(before).forEach(come::remove);
    of.apply(after).forEach(gone::remove);
    gone.forEach(line -> changes.add(new Change(field, written(line, cites), "")));
    come.forEach(line -> changes.add(new Change(field, "", written(line, cites))));
  }

  private static String written(Statement line, Function<List<Citation>, String> cites) {
    return "%s [%s]".formatted(line.text(), cites.apply(line.cites()));
  }

  private static List<Statement> likely(ThreatAssessment made) {
    return made.reasoning().likelihood();
  }

  private static List<Statement> sure(ThreatAssessment made) {
    return made.reasoning().confidence();
  }

  private static String slack(ThreatAssessment made) {
    String words = made.reasoning().slackWords();
    return words.isEmpty() ? "none stated" : words;
  }

  private static String place(Place place) {
    return String.format(
        Locale.ROOT,
        "%s (%.4f, %.4f, %.1f km around)",
        place.name(),
        place.latitude(),
        place.longitude(),
        place.radiusMetres() / 1000);
  }
}
