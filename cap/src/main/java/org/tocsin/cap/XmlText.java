// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;
import java.util.Optional;

/** Writes indented XML: escaped, one element a line. Not safe for several threads. */
final class XmlText {
  private final StringBuilder out = new StringBuilder(2048);
  private int depth;

  XmlText() {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  /** Opens an element; attributes are name, value, name, value. */
  XmlText open(String name, String... attributes) {
    tag(name, attributes).append(">\n");
    depth++;
    return this;
  }

  XmlText close(String name) {
    depth--;
    indent().append("</").append(name).append(">\n");
    return this;
  }

  /** An element that has attributes and nothing else. */
  XmlText empty(String name, String... attributes) {
    tag(name, attributes).append("/>\n");
    return this;
  }

  /** An element that holds text; nothing when the text is empty. */
  XmlText element(String name, String text, String... attributes) {
    if (!text.isEmpty()) {
      tag(name, attributes).append('>');
      escape(text, false);
      out.append("</").append(name).append(">\n");
    }
    return this;
  }

  XmlText element(String name, Optional<String> text) {
    return element(name, text.orElse(""));
  }

  XmlText elements(String name, List<String> texts) {
    texts.forEach(text -> element(name, text));
    return this;
  }

  /** Text on a line of its own inside an open element; nothing when it is empty. */
  XmlText text(String text) {
    if (!text.isEmpty()) {
      indent();
      escape(text, false);
      out.append('\n');
    }
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private StringBuilder tag(String name, String... attributes) {
    indent().append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], true);
      out.append('"');
    }
    return out;
  }

  private StringBuilder indent() {
    return out.repeat("  ", depth);
  }

  private void escape(String text, boolean attribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        // A bare carriage return would be read back as a line feed.
        case '\r' -> out.append("&#13;");
        case '"' -> out.append(attribute ? "&quot;" : "\"");
        case '\n' -> out.append(attribute ? "&#10;" : "\n");
        case '\t' -> out.append(attribute ? "&#9;" : "\t");
        default -> out.append(c);
      }
    }
  }
}
