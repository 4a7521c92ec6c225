// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import org.w3c.dom.Attr;
import org.w3c.dom.Comment;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;
import org.w3c.dom.Text;

/**
 * Writes a parsed document with nothing added and nothing lost: elements, attributes, text,
 * comments and processing instructions in their order. Depth is bounded by the parser.
 */
final class DomText {
  private final StringBuilder out = new StringBuilder(4096);

  private DomText() {}

  /** The document as text whose declaration says UTF-8. */
  static String of(Document document) {
    DomText text = new DomText();
    text.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
      text.node(node);
      text.out.append('\n');
    }
    return text.out.toString();
  }

  private void node(Node node) {
    switch (node) {
      case Element element -> element(element);
      case Text text -> escape(text.getData(), false);
      case Comment comment -> out.append("<!--").append(comment.getData()).append("-->");
      case ProcessingInstruction instruction ->
          out.append("<?")
              .append(instruction.getTarget())
              .append(' ')
              .append(instruction.getData())
              .append("?>");
      default -> throw new IllegalStateException("a document without DTD has no " + node);
    }
  }

  private void element(Element element) {
    out.append('<').append(element.getNodeName());
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Attr attribute = (Attr) attributes.item(i);
      out.append(' ').append(attribute.getName()).append("=\"");
      escape(attribute.getValue(), true);
      out.append('"');
    }
    if (element.getFirstChild() == null) {
      out.append("/>");
      return;
    }
    out.append('>');
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      node(node);
    }
    out.append("</").append(element.getNodeName()).append('>');
  }

  private void escape(String text, boolean attribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append(attribute ? ">" : "&gt;");
        case '\r' -> out.append("&#xD;");
        case '"' -> out.append(attribute ? "&quot;" : "\"");
        case '\n' -> out.append(attribute ? "&#xA;" : "\n");
        case '\t' -> out.append(attribute ? "&#x9;" : "\t");
        default -> out.append(c);
      }
    }
  }
}
