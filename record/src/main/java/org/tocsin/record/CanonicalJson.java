// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one form of RFC 8785 (JSON Canonicalization Scheme), and a strict reader.
 *
 * <p>A value is a {@code Map<String, value>}, {@code List<value>}, {@code String}, {@code Long},
 * {@code Integer}, {@code Double}, {@code Boolean} or {@code null}. Reading gives {@code Long} for
 * integers up to 2^53-1 and {@code Double} for other numbers; maps keep the order of the text.
 * Refused: duplicate keys, lone surrogates, integers beyond 2^53-1 (their digits would be lost:
 * write them as strings), NaN and infinity, nesting deeper than {@value #MAX_DEPTH}.
 */
public final class CanonicalJson {

  /** The deepest nesting of arrays and objects that is read or written. */
  public static final int MAX_DEPTH = 32;

  /** The largest integer that every JSON reader keeps exactly: 2^53-1. */
  static final long MAX_INTEGER = (1L << 53) - 1;

  private CanonicalJson() {}

  /** Reads any JSON text in UTF-8, canonical or not. */
  public static @Nullable Object parse(byte[] utf8) {
    return parse(Words.utf8(utf8, "JSON"));
  }

  /** Reads any JSON text, canonical or not. */
  public static @Nullable Object parse(String text) {
    return new JsonReader(text).document();
  }

  /** Reads a JSON object that must already be in canonical form. */
  public static Map<String, @Nullable Object> parseCanonicalObject(byte[] utf8, String what) {
    String text = Words.utf8(utf8, what);
    Map<String, @Nullable Object> object = object(parse(text), what);
    if (!text(object).equals(text)) {
      throw RecordException.malformed(
          what + " is JSON but not canonical (RFC 8785: sorted keys, no spaces, shortest numbers)");
    }
    return object;
  }

  /** The canonical text. */
  public static String text(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    JsonWriter.write(value, out, 0);
    return out.toString();
  }

  /** The canonical text in UTF-8. */
  public static byte[] write(@Nullable Object value) {
    return Words.bytes(text(value));
  }

  /** The value as an object. */
  @SuppressWarnings("unchecked") // the reader puts nothing else into a map
  static Map<String, @Nullable Object> object(@Nullable Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw RecordException.malformed(what + " must be a JSON object");
  }

  static List<?> list(@Nullable Object value, String what) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw RecordException.malformed(what + " must be a JSON array");
  }

  static String string(@Nullable Object value, String what) {
    if (value instanceof String string) {
      return string;
    }
    throw RecordException.malformed(what + " must be a JSON string");
  }

  /** Refuses members that the format does not name, so that nothing unread hides in a file. */
  static void requireMembers(
      Map<String, @Nullable Object> object, Set<String> allowed, String what) {
    for (String key : object.keySet()) {
      if (!allowed.contains(key)) {
        throw RecordException.malformed(
            what
                + " has the unknown member '"
                + Words.excerpt(key)
                + "'; known: "
                + allowed.stream().sorted().toList());
      }
    }
  }
}
