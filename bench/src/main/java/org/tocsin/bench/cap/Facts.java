// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says, in a form in which all contenders can say it: lines {@code place=value},
 * whose order does not matter. Not all fields: lists in quotes or triples ({@code addresses},
 * {@code incidents}, {@code references}) and rare ones stay out.
 */
final class Facts {
  private static final Set<String> TIMES = Set.of("sent", "effective", "onset", "expires");
  private static final Set<String> SHAPES = Set.of("polygon", "circle");

  static final Set<String> ALERT =
      Set.of(
          "identifier",
          "sender",
          "sent",
          "status",
          "msgType",
          "source",
          "scope",
          "restriction",
          "code",
          "note");
  static final Set<String> INFO =
      Set.of(
          "language",
          "category",
          "event",
          "responseType",
          "urgency",
          "severity",
          "certainty",
          "audience",
          "effective",
          "onset",
          "expires",
          "senderName",
          "headline",
          "description",
          "instruction",
          "web",
          "contact");
  static final Set<String> RESOURCE = Set.of("resourceDesc", "mimeType", "uri", "digest");
  static final Set<String> AREA = Set.of("areaDesc", "polygon", "circle");

  private final List<String> lines = new ArrayList<>();

  /**
   * Adds what an element says.
   *
   * @param place of the element that holds it, such as {@code info1/area2/}
   * @param name of the element
   * @param text as it stands there; blank ones say nothing
   */
  void add(String place, String name, String text) {
    if (!text.isBlank()) {
      lines.add(place + name + "=" + plain(name, text.strip()));
    }
  }

  /** A name with its value as one text; blank when there is no value: then it says nothing. */
  static String pair(@Nullable String valueName, @Nullable String value) {
    return value == null || value.isBlank() ? "" : strip(valueName) + "=" + value.strip();
  }

  private static String strip(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static String plain(String name, String text) {
    if (TIMES.contains(name)) {
      return instant(text);
    }
    return SHAPES.contains(name) ? numbers(text) : text;
  }

  private static String instant(String text) {
    try {
      return Long.toString(OffsetDateTime.parse(text).toEpochSecond());
    } catch (DateTimeException e) {
      return text;
    }
  }

  /** Numbers as they are meant; text that is none stays as it is. */
  private static String numbers(String text) {
    StringBuilder plain = new StringBuilder();
    for (String word : text.split("[\\s,]+", -1)) {
      try {
        plain.append(Double.parseDouble(word) + 0.0).append(' '); // minus zero is zero
      } catch (NumberFormatException e) {
        plain.append(word).append(' ');
      }
    }
    return plain.toString();
  }

  /** The same for the same facts. */
  String hash() {
    Collections.sort(lines);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(String.join("\n", lines).getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
