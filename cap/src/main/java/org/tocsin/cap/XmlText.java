// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;
import java.util.Optional;

/**
 * Writes XML, escaped as Canonical XML does (XML-C14N §2.3). Indented it has one element a line;
 * otherwise no character that is not said. Not safe for several threads.
 */
final class XmlText {
  private final StringBuilder out = new StringBuilder(2048);
  private final boolean indented;
  private int depth;

  /** Indented text for people, with an XML declaration. */
  XmlText() {
    this(WriteForm.INDENTED);
  }

  XmlText(WriteForm form) {
    indented = form == WriteForm.INDENTED;
    if (form != WriteForm.CANONICAL) {
      out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
      end();
    }
  }

  /** Opens an element; attributes are name, value, name, value. */
  XmlText open(String name, String... attributes) {
    tag(name, attributes).append('>');
    depth++;
    return end();
  }

  XmlText close(String name) {
    depth--;
    indent().append("</").append(name).append('>');
    return end();
  }

  /** An element that has attributes and nothing else. */
  XmlText empty(String name, String... attributes) {
    tag(name, attributes).append(indented ? "/>" : "></" + name + ">");
    return end();
  }

  /** An element that holds text; nothing when the text is empty. */
  XmlText element(String name, String text, String... attributes) {
    if (text.isEmpty()) {
      return this;
    }
    tag(name, attributes).append('>');
    escape(text, false);
    out.append("</").append(name).append('>');
    return end();
  }

  XmlText element(String name, Optional<String> text) {
    return element(name, text.orElse(""));
  }

  XmlText elements(String name, List<String> texts) {
    texts.forEach(text -> element(name, text));
    return this;
  }

  /** Text inside an open element, on a line of its own when indented; nothing when it is empty. */
  XmlText text(String text) {
    if (text.isEmpty()) {
      return this;
    }
    indent();
    escape(text, false);
    return end();
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
    return indented ? out.repeat("  ", depth) : out;
  }

  private XmlText end() {
    if (indented) {
      out.append('\n');
    }
    return this;
  }

  private void escape(String text, boolean attribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append(attribute ? ">" : "&gt;");
        // A bare carriage return would be read back as a line feed.
        case '\r' -> out.append("&#xD;");
        case '"' -> out.append(attribute ? "&quot;" : "\"");
        case '\n' -> out.append(attribute ? "&#xA;" : "\n");
        case '\t' -> out.append(attribute ? "&#x9;" : "\t");
        default -> out.append(c);
      }
    }
  }
}
