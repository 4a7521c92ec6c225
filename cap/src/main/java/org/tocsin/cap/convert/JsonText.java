// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes JSON (RFC 8259) from maps, collections, texts, numbers and truth values; an empty Optional
 * is null. The same value always gives the same text.
 */
final class JsonText {
  private final StringBuilder out = new StringBuilder(4096);

  private JsonText() {}

  static String of(Object value) {
    JsonText text = new JsonText();
    text.value(value);
    return text.out.toString();
  }

  private void value(Object value) {
    switch (value) {
      case Map<?, ?> map -> object(map);
      case Collection<?> list -> array(list);
      case Double number -> out.append(plain(number));
      case BigDecimal number -> out.append(number.toPlainString());
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      case Optional<?> maybe when maybe.isEmpty() -> out.append("null");
      default -> string(value.toString());
    }
  }

  private void object(Map<?, ?> map) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      string(entry.getKey().toString());
      out.append(':');
      value(entry.getValue());
      out.append(entries.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private void array(Collection<?> list) {
    out.append('[');
    Iterator<?> items = list.iterator();
    while (items.hasNext()) {
      value(items.next());
      out.append(items.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private static String plain(double number) {
    BigDecimal decimal = new BigDecimal(Double.toString(number));
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        // The rest are for whoever puts the text into a page: RFC 8259 would let them stand.
        case '<', '\u2028', '\u2029' -> unicode(c);
        default -> {
          if (c < ' ') {
            unicode(c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void unicode(char c) {
    out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
  }
}
