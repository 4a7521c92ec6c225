// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** Writes JSON (RFC 8259): enough for one reading, without a library. */
final class Json {
  private final StringBuilder out = new StringBuilder();
  private boolean first = true;

  Json open(char bracket) {
    comma();
    out.append(bracket);
    first = true;
    return this;
  }

  Json close(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  Json name(String name) {
    comma();
    quote(name);
    out.append(':');
    first = true;
    return this;
  }

  Json field(String name, String value) {
    name(name);
    quote(value);
    first = false;
    return this;
  }

  Json field(String name, Optional<String> value) {
    value.ifPresent(v -> field(name, v));
    return this;
  }

  Json field(String name, long value) {
    name(name);
    out.append(value);
    first = false;
    return this;
  }

  Json field(String name, double value) {
    name(name);
    out.append(value);
    first = false;
    return this;
  }

  Json field(String name, boolean value) {
    name(name);
    out.append(value);
    first = false;
    return this;
  }

  /** A number in a list. */
  Json number(long value) {
    comma();
    out.append(value);
    return this;
  }

  Json field(String name, OptionalLong value) {
    value.ifPresent(v -> field(name, v));
    return this;
  }

  <T> Json list(String name, Iterable<T> values, BiConsumer<Json, T> writer) {
    name(name).open('[');
    for (T value : values) {
      open('{');
      writer.accept(this, value);
      close('}');
    }
    return close(']');
  }

  private void comma() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void quote(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean loneSurrogate = Character.isSurrogate(c) && !isPaired(value, i);
          if (c < 0x20 || c == 0x2028 || c == 0x2029 || loneSurrogate) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPaired(String value, int i) {
    return Character.isHighSurrogate(value.charAt(i))
        ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
