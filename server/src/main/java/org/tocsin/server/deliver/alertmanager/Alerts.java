// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Note;
import org.tocsin.server.deliver.Parcel;

/**
 * The alerts of a parcel. Alertmanager knows an alert by its labels, so these are made of what
 * never changes of a warning and its watcher: sent twice it is one alert, and what resolves it
 * needs no memory of it.
 */
final class Alerts {

  static final int TITLE_MAX = 300;
  static final int WORDS_MAX = 8_000;

  /** A cancel says that something is over: it stands long enough for every route to tell of it. */
  private static final Duration CANCEL_STANDS = Duration.ofHours(1);

  private Alerts() {}

  /**
   * The alert itself, and the end of each that it follows.
   *
   * @param earlier what the warning follows
   */
  static List<Map<String, Object>> of(Parcel parcel, List<ApprovedWarning> earlier) {
    ApprovedWarning warning = parcel.letter().warning();
    Note note =
        Note.of(parcel)
            .titled(TITLE_MAX, String::length)
            .fitted(WORDS_MAX, each -> each.plain().length());
    Map<String, String> annotations = annotations(parcel, note);
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (ApprovedWarning each : earlier) {
      alerts.add(alert(each, parcel, annotations, parcel.at()));
    }
    alerts.add(alert(warning, parcel, annotations, end(warning, parcel.at())));
    return alerts;
  }

  private static Instant end(ApprovedWarning warning, Instant now) {
    Instant until = warning.window().until();
    Instant most = now.plus(CANCEL_STANDS);
    return warning.msgType().equals("Cancel") && most.isBefore(until) ? most : until;
  }

  private static Map<String, Object> alert(
      ApprovedWarning warning, Parcel parcel, Map<String, String> annotations, Instant endsAt) {
    // One that begins later is told of now; Alertmanager refuses what ends before it begins.
    Instant from = warning.window().from();
    Instant startsAt = from.isBefore(parcel.at()) ? from : parcel.at();
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("labels", labels(warning, parcel));
    alert.put("annotations", annotations);
    alert.put("startsAt", (startsAt.isAfter(endsAt) ? endsAt : startsAt).toString());
    alert.put("endsAt", endsAt.toString());
    alert.put("generatorURL", parcel.answerLink());
    return alert;
  }

  static Map<String, String> labels(ApprovedWarning warning, Parcel parcel) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", "TocsinWarning");
    labels.put("severity", severity(warning));
    labels.put("kind", warning.msgType().toLowerCase(Locale.ROOT));
    labels.put("exercise", warning.exercise() ? "yes" : "no");
    labels.put("marking", warning.handling().label());
    labels.put("warning", warning.id().value());
    labels.put("watcher", Long.toString(parcel.watcher().number()));
    // By this a desk that also hears of alerts knows its own again.
    labels.put("desk", parcel.answerUri().getAuthority());
    return labels;
  }

  /** The three words by which most routes of Alertmanager go. */
  private static String severity(ApprovedWarning warning) {
    if (warning.msgType().equals("Cancel")) {
      return "info";
    }
    return switch (warning.severity()) {
      case EXTREME, SEVERE -> "critical";
      case MODERATE, UNKNOWN -> "warning";
      case MINOR -> "info";
    };
  }

  /** Most templates show summary and description only, so these two say everything. */
  private static Map<String, String> annotations(Parcel parcel, Note note) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", note.title());
    annotations.put("description", note.plain());
    put(annotations, "headline", parcel.letter().text().headline());
    note.part(Note.Kind.INSTRUCTION)
        .ifPresent(part -> put(annotations, "instruction", part.text()));
    note.part(Note.Kind.AREA).ifPresent(part -> put(annotations, "area", part.text()));
    put(annotations, "until", parcel.letter().warning().window().until().toString());
    put(annotations, "answer", note.link().toString());
    return annotations;
  }

  private static void put(Map<String, String> annotations, String name, String text) {
    if (!text.isBlank()) {
      annotations.put(name, text);
    }
  }
}
