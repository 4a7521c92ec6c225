// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.ntfy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Note;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.WebAddress;
import tools.jackson.databind.json.JsonMapper;

/**
 * A parcel as JSON that ntfy publishes. Plain text: the app interprets nothing in it.
 *
 * <p>A message of more than 4,096 bytes would arrive as an attached file, and the whole of the JSON
 * may have twice as many; so both are kept to, and what to do and the answer link stay.
 */
final class NtfyMessage {

  static final int MESSAGE_BYTES_MAX = 4_096;
  static final int JSON_BYTES_MAX = 2 * MESSAGE_BYTES_MAX;
  private static final int TITLE_BYTES_MAX = 250;
  private static final int SEQUENCE_ID_MAX = 64;

  private NtfyMessage() {}

  static byte[] of(JsonMapper json, Topic topic, Parcel parcel) {
    Note note = Note.of(parcel).titled(TITLE_BYTES_MAX, NtfyMessage::bytes);
    Note fitted =
        note.fitted(
            MESSAGE_BYTES_MAX,
            each ->
                json.writeValueAsBytes(body(topic, parcel, each)).length > JSON_BYTES_MAX
                    ? Integer.MAX_VALUE
                    : bytes(each.plain()));
    return json.writeValueAsBytes(body(topic, parcel, fitted));
  }

  private static Map<String, Object> body(Topic topic, Parcel parcel, Note note) {
    ApprovedWarning warning = parcel.letter().warning();
    int priority = priority(warning);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("topic", topic.name());
    body.put("title", note.title());
    body.put("message", note.plain());
    body.put("priority", priority);
    body.put("tags", tags(warning, priority, parcel.repeat()));
    body.put("click", note.link().toString());
    body.put("actions", actions(note, parcel.letter().text().web()));
    sequenceId(parcel).ifPresent(id -> body.put("sequence_id", id));
    return body;
  }

  /**
   * By what an app knows a notification again, so that a repeat replaces the first; absent when the
   * parcel's id is longer than ntfy takes.
   */
  static Optional<String> sequenceId(Parcel parcel) {
    return parcel.id().length() <= SEQUENCE_ID_MAX ? Optional.of(parcel.id()) : Optional.empty();
  }

  /**
   * From 3 (sounds) to 5 (sounds long, even through a phone's silence where its owner allows it).
   * Never less: a warning that makes no sound is none.
   */
  static int priority(ApprovedWarning warning) {
    if (warning.msgType().equals("Cancel") || warning.urgency() == Urgency.PAST) {
      return 3;
    }
    boolean now = warning.urgency() == Urgency.IMMEDIATE;
    return switch (warning.severity()) {
      case EXTREME -> 5;
      case SEVERE -> now ? 5 : 4;
      case MODERATE -> now ? 4 : 3;
      case MINOR -> 3;
      case UNKNOWN -> 4;
    };
  }

  /** Short codes become signs in front of the title, the other words stand under the message. */
  private static List<String> tags(ApprovedWarning warning, int priority, boolean repeat) {
    List<String> tags = new ArrayList<>();
    tags.add(priority > 3 ? "rotating_light" : "warning");
    if (warning.exercise()) {
      tags.add(warning.status().word().toUpperCase(Locale.ROOT));
    }
    if (repeat) {
      tags.add("REPEAT");
    }
    if (warning.severity() != Severity.UNKNOWN) {
      tags.add(warning.severity().word());
    }
    return tags;
  }

  private static List<Map<String, Object>> actions(Note note, String web) {
    List<Map<String, Object>> actions = new ArrayList<>();
    actions.add(view(note.answer(), note.link().toString()));
    if (note.part(Note.Kind.WEB).isPresent() && WebAddress.fault(web).isEmpty()) {
      actions.add(view(URI.create(web).getHost(), web));
    }
    return actions;
  }

  private static Map<String, Object> view(String label, String url) {
    return Map.of("action", "view", "label", label, "url", url);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
