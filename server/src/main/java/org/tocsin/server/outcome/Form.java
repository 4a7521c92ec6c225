// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.Drafts.AftermathDraft;
import org.tocsin.server.outcome.Drafts.FigureDraft;
import org.tocsin.server.outcome.Drafts.IncidentDraft;
import org.tocsin.server.outcome.Drafts.OutcomeDraft;
import org.tocsin.server.outcome.Drafts.PlaceDraft;
import org.tocsin.server.outcome.Drafts.StatementDraft;

/**
 * The fields of a page's form. A time of day is meant in the desk's zone; a list stands in one
 * field, separated by commas. What is no number gives one that is out of every range, so that it is
 * refused together with all other faults; {@link #asTyped} then tells it as it was typed.
 */
final class Form {

  private static final Set<String> TIMES = Set.of("began", "asOf", "saidAt", "at");

  private final Map<String, String> fields;
  private final Map<String, Fault> unread = new HashMap<>();

  Form(Map<String, String> fields) {
    this.fields = fields;
  }

  /** The same refusal in the words of the page. */
  Problem asTyped(Problem refused) {
    return new Problem(
        refused.type(), refused.detail(), refused.faults().stream().map(this::asTyped).toList());
  }

  private Fault asTyped(Fault fault) {
    Fault told = unread.getOrDefault(fault.where(), fault);
    return TIMES.contains(told.where())
        ? new Fault(
            told.where(),
            told.value(),
            told.message().replace("is not a time with a zone", "is no time"),
            "write it like 2024-03-22T20:00, in the desk's zone")
        : told;
  }

  IncidentDraft incident(List<String> reports) {
    return new IncidentDraft(
        text("title"),
        time("began"),
        text("precision"),
        new PlaceDraft(
            text("place.name"),
            degreesOrMetres("latitude"),
            degreesOrMetres("longitude"),
            degreesOrMetres("radiusMetres")),
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

  private @Nullable Double degreesOrMetres(String name) {
    String value = text(name);
    try {
      return value == null ? null : Double.valueOf(value);
    } catch (NumberFormatException e) {
      unread("place." + name, value, "is no number", "write digits, with a point");
      return Double.NaN;
    }
  }

  private @Nullable Long whole(String name) {
    String value = text(name);
    try {
      return value == null ? null : Long.valueOf(value);
    } catch (NumberFormatException e) {
      unread(name, value, "is no whole number", "write digits only");
      return Long.MIN_VALUE;
    }
  }

  private void unread(String where, @Nullable String value, String message, String remedy) {
    String shown = Problem.shorten(value == null ? "" : value);
    unread.put(where, new Fault(where, shown, message, remedy));
  }
}
