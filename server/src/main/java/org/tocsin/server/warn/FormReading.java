// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedCollection;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.Times;
import org.tocsin.server.kernel.web.DeskTime;

/** Reads a draft out of a form; what cannot be read is told together with what is unsound. */
final class FormReading {

  private final DraftForm form;
  private final SequencedCollection<String> channels;
  private final List<Fault> faults = new ArrayList<>();

  private FormReading(DraftForm form, SequencedCollection<String> channels) {
    this.form = form;
    this.channels = channels;
  }

  /**
   * The draft; T5102 with every fault.
   *
   * @param channels those that there are, in the order in which a step is to name them
   */
  static Draft sound(DraftForm form, SequencedCollection<String> channels) {
    FormReading reading = new FormReading(form, channels);
    Draft draft = reading.draft();
    List<Fault> all = new ArrayList<>(reading.faults);
    for (Fault fault : DraftRules.faults(draft, channels)) {
      // A field that could not be read has been told once already.
      if (reading.faults.stream().noneMatch(told -> told.where().startsWith(fault.where()))) {
        all.add(inWords(fault));
      }
    }
    DraftRules.refuse(all);
    return draft;
  }

  /** The page shows a class by its words, so a fault must not quote the word behind them. */
  private static Fault inWords(Fault fault) {
    return fault.where().equals("victims")
        ? new Fault(
            fault.where(),
            VictimClass.find(fault.value()).map(VictimClass::label).orElse(fault.value()),
            fault.message(),
            fault.remedy())
        : fault;
  }

  /** The draft as far as whom it reaches goes; T5102 when that cannot be told. */
  static Draft countable(DraftForm form, SequencedCollection<String> channels) {
    FormReading reading = new FormReading(form, channels);
    Draft draft = reading.draft();
    DraftRules.refuse(reading.faults);
    return draft;
  }

  /** A time that stands in the form, in the desk's zone; T5102 when it is none. */
  static Instant time(DraftForm form, String field) {
    FormReading reading = new FormReading(form, new java.util.LinkedHashSet<>());
    Instant time = reading.time(field);
    DraftRules.refuse(reading.faults);
    return time;
  }

  private Draft draft() {
    return new Draft(
        form.value("kind"),
        form.value("victims"),
        form.value("marking"),
        blankAsNull(form.value("aboveTearLine")),
        new Draft.Window(time("from"), time("until")),
        form.value("category"),
        form.value("severity"),
        form.value("urgency"),
        form.value("certainty"),
        form.chosen("response."),
        form.chosen("for."),
        areas(),
        form.recipients(),
        form.all("text").stream().map(each -> text("text." + each + ".")).toList(),
        new Draft.Plan(form.all("step").stream().map(each -> step("step." + each + ".")).toList()),
        form.on("exercise"),
        form.value("release").isBlank()
            ? null
            : new Draft.Release(form.value("release").strip(), ""));
  }

  /** What stands in the form has no zone: it is the desk's, as the label says. */
  private Instant time(String field) {
    String text = form.value(field).strip();
    try {
      return text.length() > 19
          ? Times.parse("window." + field, text)
          : LocalDateTime.parse(text).atZone(DeskTime.zone()).toInstant();
    } catch (DateTimeException | Problem e) {
      faults.add(
          new Fault(
              "window." + field,
              Problem.shorten(text),
              text.isEmpty() ? "is missing" : "is no time",
              "choose day and time, in the desk's zone"));
      return Instant.EPOCH;
    }
  }

  private List<Draft.DraftArea> areas() {
    List<Draft.DraftArea> areas = new ArrayList<>();
    for (int number : form.all("area")) {
      String at = "area." + number + ".";
      String description = form.value(at + "areaDesc").strip();
      String shapes = form.value(at + "shapes");
      if (!description.isEmpty() || !shapes.isBlank()) {
        areas.add(
            ShapeLines.read(
                description,
                shapes,
                (line, message) ->
                    faults.add(
                        new Fault(
                            "areas.shapes",
                            Problem.shorten(line),
                            message,
                            "write one polygon or circle a line"))));
      }
    }
    return areas;
  }

  private Draft.Text text(String at) {
    return new Draft.Text(
        form.value(at + "language").strip(),
        form.value(at + "event").strip(),
        form.value(at + "headline").strip(),
        lines(at + "description"),
        lines(at + "instruction"),
        blankAsNull(form.value(at + "contact")),
        blankAsNull(form.value(at + "web")));
  }

  /** A browser ends lines in two characters; everybody else, and what was agreed, in one. */
  private String lines(String field) {
    return form.value(field).strip().replace("\r\n", "\n");
  }

  private Draft.Step step(String at) {
    List<String> chosen = channels.stream().filter(each -> form.on(at + each)).toList();
    return new Draft.Step(chosen, minutes(form.value(at + "waitMinutes").strip()));
  }

  private int minutes(String text) {
    if (text.matches("[0-9]{1,6}")) {
      return Integer.parseInt(text);
    }
    faults.add(
        new Fault(
            "plan.steps.waitMinutes",
            Problem.shorten(text),
            "is no number of minutes",
            "write 0 to 10080"));
    return 0;
  }

  private static @Nullable String blankAsNull(String text) {
    return text.isBlank() ? null : text.strip();
  }
}
