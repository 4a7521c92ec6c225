// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.FormFields;

/**
 * Reads the form of an assessment, and finds everything in it that cannot be used, by the paths of
 * the API. In the place of what could not be read stands something harmless, so that the rest can
 * be looked at as well. Not thread-safe.
 */
final class AssessmentReading {

  private static final double RADIUS_MAX = 500;

  private final AssessmentForm form;
  private final CaseFile file;
  private final List<Fault> faults = new ArrayList<>();

  AssessmentReading(AssessmentForm form, CaseFile file) {
    this.form = form;
    this.file = file;
  }

  /** What could not be read, in the order of the form. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** What the page calls the fields. */
  static FormFields fields(AssessmentForm form) {
    FormFields fields =
        new FormFields()
            .with("actor", "Actor", "f-actor")
            .with("target", "Target", "f-target")
            .with("method", "Method", "f-method")
            .with("place", "Place", "f-place")
            .with("place.latitude", "Latitude", "f-latitude")
            .with("place.longitude", "Longitude", "f-longitude")
            .with("place.radiusMetres", "Radius", "f-radiusKm")
            .with("window.from", "From", "f-from")
            .with("window.until", "Until", "f-until")
            .with("reasoning.windowSlackMinutes", "Give or take", "f-slackHours")
            .with("reasoning.targetKind", "Kind of target", "f-targetKind")
            .with("likelihood", "Likelihood", "f-likelihood")
            .with("confidence", "Confidence in the basis", "f-confidence")
            .with("reasoning.change", "What changed", "f-change");
    lines(fields, "statements", "Statement", form.statements().size(), "statement", "cites");
    lines(
        fields,
        "reasoning.likelihoodReasons",
        "Reason for the likelihood",
        form.likelihoodReasons().size(),
        "likelihoodReason",
        "likelihoodCites");
    lines(
        fields,
        "reasoning.confidenceReasons",
        "Reason for the confidence",
        form.confidenceReasons().size(),
        "confidenceReason",
        "confidenceCites");
    return fields;
  }

  private static void lines(
      FormFields fields, String path, String label, int count, String text, String cites) {
    fields.with(path, label + "s", "f-" + text + "-1");
    for (int i = 0; i < count; i++) {
      String line = label + " " + (i + 1);
      String at = path + "[" + i + "]";
      fields.with(at, line + ", rests on", "f-" + cites + "-" + (i + 1));
      fields.with(at + ".text", line, "f-" + text + "-" + (i + 1));
    }
  }

  Cases.Judgement judgement() {
    return new Cases.Judgement(
        form.actor(),
        form.target(),
        form.method(),
        new Place(
            form.place(),
            number("place.latitude", form.latitude(), -90, 90, "degrees north, for example 55.826"),
            number(
                "place.longitude", form.longitude(), -180, 180, "degrees east, for example 37.39"),
            1000
                * number(
                    "place.radiusMetres",
                    form.radiusKm().isBlank() ? "0" : form.radiusKm(),
                    0,
                    RADIUS_MAX,
                    "kilometres, for example 2.5")),
        window(),
        form.likelihood(),
        form.confidence(),
        statements("statements", form.statements()),
        new Reasoning(
            or(
                "reasoning.targetKind",
                form.targetKind(),
                () -> JudgementRules.targetKind(form.targetKind()),
                TargetKind.UNKNOWN,
                "choose one of the list"),
            JudgementRules.slack(
                Math.round(
                    60
                        * number(
                            "reasoning.windowSlackMinutes",
                            form.slackHours().isBlank() ? "0" : form.slackHours(),
                            0,
                            (double) Reasoning.SLACK_MAX.toHours(),
                            "hours, for example 12"))),
            statements("reasoning.likelihoodReasons", form.likelihoodReasons()),
            statements("reasoning.confidenceReasons", form.confidenceReasons()),
            form.change().strip()));
  }

  private TimeWindow window() {
    int before = faults.size();
    Instant from = time("window.from", form.from());
    Instant until = time("window.until", form.until());
    if (faults.size() == before && !until.isAfter(from)) {
      faults.add(
          new Fault("window.until", form.until(), "is not after its begin", "write a later time"));
    }
    return until.isAfter(from) ? new TimeWindow(from, until) : JudgementRules.SOME_WINDOW;
  }

  private Instant time(String where, String text) {
    return or(
        where,
        text,
        () -> DeskTime.parse(where, text),
        Instant.EPOCH,
        "choose day and time, in the desk's zone");
  }

  private <T> T or(String where, String text, Supplier<T> read, T otherwise, String remedy) {
    try {
      return read.get();
    } catch (Problem refused) {
      faults.add(
          new Fault(
              where,
              Problem.shorten(text),
              text.isBlank() ? "is empty" : "cannot be read",
              remedy));
      return otherwise;
    }
  }

  private double number(String where, String text, double least, double most, String like) {
    double number;
    try {
      number = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      faults.add(
          new Fault(
              where,
              Problem.shorten(text),
              text.isBlank() ? "is empty" : "is no number",
              "write " + like));
      return 0;
    }
    if (number >= least && number <= most) {
      return number;
    }
    faults.add(
        new Fault(
            where,
            Problem.shorten(text),
            "is not between %.0f and %.0f".formatted(least, most),
            "write " + like));
    return 0;
  }

  private List<Statement> statements(String path, List<AssessmentForm.Line> lines) {
    List<Statement> found = new ArrayList<>();
    for (AssessmentForm.Line line : lines) {
      if (!line.text().isBlank() || !line.cites().isBlank()) {
        String where = path + "[" + found.size() + "].cites";
        found.add(new Statement(line.text().strip(), cites(where, line.cites())));
      }
    }
    return found;
  }

  private List<Citation> cites(String where, String text) {
    List<Citation> found = new ArrayList<>();
    for (String word : Refs.words(text)) {
      try {
        found.addAll(Refs.parse(file, word));
      } catch (Problem unknown) {
        int last = file.members().size();
        faults.add(
            new Fault(
                where,
                Problem.shorten(word),
                "is no report of this case",
                last == 0
                    ? "join a report to the case first"
                    : "write R1 to R%d, or R1.2 for the second finding in R1".formatted(last)));
      }
    }
    return found;
  }
}
