// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What Woodstox, a parser of others, makes of a document, and what ours makes of it. */
final class XmlOracle {
  private static final WstxInputFactory FACTORY = factory();

  private XmlOracle() {}

  private static WstxInputFactory factory() {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.getConfig().doParseLazily(false);
    return factory;
  }

  /** The elements, attributes and texts as lines; nothing when it is not well-formed. */
  static Optional<String> woodstox(String document) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(document));
      try {
        Element whole = new Element();
        Deque<Element> open = new ArrayDeque<>(List.of(whole));
        while (reader.hasNext()) {
          switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> open.push(new Element(reader, open.element()));
            case XMLStreamConstants.END_ELEMENT -> open.pop();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                open.element().text.append(reader.getText());
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
              return Optional.empty();
            }
            default -> {
              // Comments and instructions are not compared.
            }
          }
        }
        return whole.children.stream().findFirst().map(Element::lines);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException malformed) {
      return Optional.empty();
    }
  }

  /** The same of a tree of ours. */
  static String lines(Node node) {
    StringBuilder lines = new StringBuilder();
    lines(node, lines);
    return lines.toString();
  }

  private static void lines(Node node, StringBuilder lines) {
    Map<String, String> attributes = new TreeMap<>();
    node.attributes().forEach(a -> attributes.put("{" + a.namespace() + "}" + a.name(), a.value()));
    line(node.namespace(), node.name(), attributes, node.text(), lines);
    node.children().forEach(child -> lines(child, lines));
    lines.append(")\n");
  }

  private static void line(
      String namespace,
      String name,
      Map<String, String> attributes,
      String text,
      StringBuilder lines) {
    lines.append("({").append(namespace).append('}').append(name).append(' ').append(attributes);
    lines.append(' ').append(text).append('\n');
  }

  private static final class Element {
    private final String namespace;
    private final String name;
    private final Map<String, String> attributes = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Element> children = new ArrayList<>();

    /** The document around the root. */
    Element() {
      this.namespace = "";
      this.name = "";
    }

    Element(XMLStreamReader reader, Element parent) {
      this.namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
      this.name = reader.getLocalName();
      parent.children.add(this);
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        String in = reader.getAttributeNamespace(i) == null ? "" : reader.getAttributeNamespace(i);
        attributes.put(
            "{" + in + "}" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
    }

    String lines() {
      StringBuilder lines = new StringBuilder();
      lines(lines);
      return lines.toString();
    }

    private void lines(StringBuilder lines) {
      line(namespace, name, attributes, text.toString().trim(), lines);
      children.forEach(child -> child.lines(lines));
      lines.append(")\n");
    }
  }
}
