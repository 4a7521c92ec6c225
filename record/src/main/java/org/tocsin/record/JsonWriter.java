// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes JSON as RFC 8785 orders it. */
final class JsonWriter {

  private JsonWriter() {}

  static void write(@Nullable Object value, StringBuilder out, int depth) {
    if (depth > CanonicalJson.MAX_DEPTH) {
      throw RecordException.outOfRange("JSON nested deeper than " + CanonicalJson.MAX_DEPTH);
    }
    switch (value) {
      case null -> out.append("null");
      case Boolean b -> out.append(b.booleanValue());
      case String s -> string(s, out);
      case Long n -> integer(n, out);
      case Integer n -> integer(n, out);
      case Double d -> out.append(number(d));
      case Map<?, ?> map -> object(map, out, depth);
      case List<?> list -> array(list, out, depth);
      default ->
          throw RecordException.malformed(
              "a "
                  + value.getClass().getName()
                  + " has no JSON form here; use String, Long, Double, Boolean, Map or List");
    }
  }

  private static void object(Map<?, ?> map, StringBuilder out, int depth) {
    // RFC 8785 section 3.2.3 sorts names by UTF-16 code units, which is String's own order.
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getKey() instanceof String key)) {
        throw RecordException.malformed("a JSON member's name must be a String");
      }
      sorted.put(key, member.getValue());
    }
    out.append('{');
    String separator = "";
    for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
      out.append(separator);
      string(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out, depth + 1);
      separator = ",";
    }
    out.append('}');
  }

  private static void array(List<?> list, StringBuilder out, int depth) {
    out.append('[');
    String separator = "";
    for (Object value : list) {
      out.append(separator);
      write(value, out, depth + 1);
      separator = ",";
    }
    out.append(']');
  }

  private static void string(String value, StringBuilder out) {
    out.append('"');
    int plain = 0; // from here on nothing was written yet
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      out.append(value, plain, i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            int pair = value.codePointAt(i);
            if (Character.isHighSurrogate(c) && Character.isSupplementaryCodePoint(pair)) {
              out.appendCodePoint(pair);
              i++;
            } else {
              throw RecordException.malformed(
                  "a string holds half a surrogate pair at character " + i);
            }
          }
        }
      }
      plain = i + 1;
    }
    out.append(value, plain, value.length());
    out.append('"');
  }

  private static void integer(long value, StringBuilder out) {
    if (Math.abs(value) > CanonicalJson.MAX_INTEGER || value == Long.MIN_VALUE) {
      throw RecordException.outOfRange(
          "integer " + value + " is beyond 2^53-1, where JSON loses digits; write it as a string");
    }
    out.append(value);
  }

  /** ECMAScript Number::toString, which RFC 8785 section 3.2.2.3 prescribes. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw RecordException.malformed("JSON has no " + value);
    }
    if (value == 0) {
      return "0"; // minus zero too
    }
    BigDecimal decimal = shortest(Math.abs(value)).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int k = digits.length();
    int n = k - decimal.scale(); // value = 0.digits × 10^n
    StringBuilder out = new StringBuilder(value < 0 ? "-" : "");
    if (k <= n && n <= 21) {
      out.append(digits).repeat('0', n - k);
    } else if (0 < n && n <= 21) {
      out.append(digits, 0, n).append('.').append(digits, n, k);
    } else if (-6 < n && n <= 0) {
      out.append("0.").repeat('0', -n).append(digits);
    } else {
      out.append(digits.charAt(0));
      if (k > 1) {
        out.append('.').append(digits, 1, k);
      }
      out.append('e').append(n > 0 ? "+" : "-").append(Math.abs(n - 1));
    }
    return out.toString();
  }

  /**
   * The shortest digits that read back to the same double. Since JDK 19 {@link
   * Double#toString(double)} gives them, but never fewer than two (4.9E-324 for 5e-324).
   */
  private static BigDecimal shortest(double value) {
    BigDecimal atLeastTwo = new BigDecimal(Double.toString(value));
    BigDecimal one = atLeastTwo.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return one.doubleValue() == value ? one : atLeastTwo;
  }
}
