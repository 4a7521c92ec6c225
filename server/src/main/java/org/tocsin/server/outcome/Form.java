// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ProblemType;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.Drafts.AftermathDraft;
import org.tocsin.server.outcome.Drafts.FigureDraft;
import org.tocsin.server.outcome.Drafts.IncidentDraft;
import org.tocsin.server.outcome.Drafts.OutcomeDraft;
import org.tocsin.server.outcome.Drafts.PlaceDraft;
import org.tocsin.server.outcome.Drafts.StatementDraft;

/**
 * The fields of a page's form. A time of day is meant in the desk's zone; a list stands in one
 * field, separated by commas.
 */
final class Form {

  private final Map<String, String> fields;
  private final ProblemType problem;

  Form(Map<String, String> fields, ProblemType problem) {
    this.fields = fields;
    this.problem = problem;
  }

  IncidentDraft incident(List<String> reports) {
    return new IncidentDraft(
        text("title"),
        time("began"),
        text("precision"),
        new PlaceDraft(
            text("place.name"), number("latitude"), number("longitude"), number("radiusMetres")),
        text("attackType"),
        text("targetType"),
        list("weapons"),
        list("groups"),
        list("effects"),
        reports);
  }

  FigureDraft figure() {
    return new FigureDraft(
        text("what"),
        whole("min"),
        whole("max"),
        text("qualifier"),
        text("source"),
        time("asOf"),
        text("report"));
  }

  StatementDraft statement() {
    return new StatementDraft(
        text("kind"),
        text("by"),
        text("about"),
        text("channel"),
        text("certainty"),
        text("words"),
        time("saidAt"),
        text("report"));
  }

  AftermathDraft aftermath() {
    return new AftermathDraft(
        text("kind"),
        text("by"),
        text("about"),
        text("words"),
        whole("amount"),
        time("at"),
        text("report"));
  }

  OutcomeDraft outcome() {
    return new OutcomeDraft(text("outcome"), text("reasons"));
  }

  private @Nullable String text(String name) {
    String value = fields.getOrDefault(name, "").strip();
    return value.isEmpty() ? null : value;
  }

  private List<String> list(String name) {
    return Arrays.asList(fields.getOrDefault(name, "").split(",", -1));
  }

  private @Nullable String time(String name) {
    String value = text(name);
    try {
      return value == null
          ? null
          : LocalDateTime.parse(value).atZone(DeskTime.zone()).toInstant().toString();
    } catch (DateTimeException e) {
      return value; // It may carry a zone of its own; if not, it is refused with the other faults.
    }
  }

  private @Nullable Double number(String name) {
    String value = text(name);
    try {
      return value == null ? null : Double.valueOf(value);
    } catch (NumberFormatException e) {
      throw noNumber(name, value);
    }
  }

  private @Nullable Long whole(String name) {
    String value = text(name);
    try {
      return value == null ? null : Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw noNumber(name, value);
    }
  }

  private Problem noNumber(String name, @Nullable String value) {
    String shown = Problem.shorten(value == null ? "" : value);
    return new Problem(
        problem,
        "%s: '%s' is no number".formatted(name, shown),
        List.of(new Problem.Fault(name, shown, "is no number", "Write digits, with a point.")));
  }
}
