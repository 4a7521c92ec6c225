// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object on one line. A short command would spend most of its time loading a JSON
 * library; this is all it needs of one.
 */
final class JsonLine {
  private final StringBuilder text = new StringBuilder();

  JsonLine begin() {
    separate();
    text.append('{');
    return this;
  }

  JsonLine end() {
    text.append('}');
    return this;
  }

  JsonLine beginList(String name) {
    key(name);
    text.append('[');
    return this;
  }

  JsonLine endList() {
    text.append(']');
    return this;
  }

  JsonLine put(String name, boolean value) {
    key(name);
    text.append(value);
    return this;
  }

  JsonLine put(String name, long value) {
    key(name);
    text.append(value);
    return this;
  }

  JsonLine put(String name, @Nullable String value) {
    key(name);
    if (value == null) {
      text.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  private void key(String name) {
    separate();
    quote(name);
    text.append(':');
  }

  private void separate() {
    if (text.length() > 0 && "{[:".indexOf(text.charAt(text.length() - 1)) < 0) {
      text.append(',');
    }
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean alone =
          Character.isSurrogate(c)
              && !Character.isSurrogatePair(c, i + 1 < value.length() ? value.charAt(i + 1) : ' ')
              && !Character.isSurrogatePair(i > 0 ? value.charAt(i - 1) : ' ', c);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || alone) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
