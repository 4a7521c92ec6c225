// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharArrayReader;
import java.util.List;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Parses a document into {@link Node}s with every limit of {@link ReadLimits} watched on the way.
 * No DTD, no entities but XML's own, nothing fetched. Woodstox is named and not looked up, so that
 * another parser on the class path cannot take its place.
 */
final class XmlTree {
  private static final WstxInputFactory FACTORY = factory();

  private final ReadLimits limits;
  private final Problems problems;
  private int elements;

  private XmlTree(ReadLimits limits, Problems problems) {
    this.limits = limits;
    this.problems = problems;
  }

  /**
   * Parses a document.
   *
   * @throws CapException when it is not well-formed XML, holds a DTD, or exceeds a limit
   */
  static Node parse(byte[] input, ReadLimits limits, Problems problems) {
    if (input.length > limits.bytesMax()) {
      throw new CapException(
          List.of(
              Rule.BYTES.problem(
                  ProblemSeverity.ERROR,
                  "",
                  0,
                  0,
                  "",
                  "The input has "
                      + input.length
                      + " bytes; at most "
                      + limits.bytesMax()
                      + " are read.")));
    }
    char[] text = SourceText.decode(input, problems);
    return parse(text, limits, problems);
  }

  /** Parses a document that is text already, as one escaped inside a feed. */
  static Node parse(char[] text, ReadLimits limits, Problems problems) {
    XmlTree tree = new XmlTree(limits, problems);
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new CharArrayReader(text));
      try {
        return tree.read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException malformed) {
      throw refusal(malformed);
    }
  }

  private static WstxInputFactory factory() {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.getConfig().doParseLazily(false);
    factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
      throw new XMLStreamException("Entities are not resolved: " + systemId);
    });
    return factory;
  }

  private Node read(XMLStreamReader reader) throws XMLStreamException {
    Node root = null;
    Node current = null;
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          current = start(reader, current);
          root = root == null ? current : root;
          depth++;
          limit(depth, limits.depthMax(), "levels of nested elements", current);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          current = current == null ? null : current.parent();
          depth--;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text(reader, current);
        case XMLStreamConstants.ENTITY_REFERENCE -> entity(reader, current);
        case XMLStreamConstants.DTD -> throw refusal(Rule.DTD, reader, "The input has a DOCTYPE.");
        default -> {
          // Comments and processing instructions say nothing to a reader of alerts.
        }
      }
    }
    if (root == null) {
      throw refusal(Rule.XML, reader, "The input has no element.");
    }
    return root;
  }

  private Node start(XMLStreamReader reader, @Nullable Node parent) {
    Location location = reader.getLocation();
    String namespace = reader.getNamespaceURI();
    Node node =
        new Node(
            namespace == null ? "" : namespace,
            reader.getLocalName(),
            location.getLineNumber(),
            location.getColumnNumber(),
            parent);
    limit(++elements, limits.elementsMax(), "elements", node);
    int count = reader.getAttributeCount();
    limit(count, limits.attributesMax(), "attributes of one element", node);
    for (int i = 0; i < count; i++) {
      String attributeNamespace = reader.getAttributeNamespace(i);
      String value = reader.getAttributeValue(i);
      limit(value.length(), limits.textLengthMax(), "characters in one attribute", node);
      node.attributes()
          .add(
              new Extension.Attribute(
                  attributeNamespace == null ? "" : attributeNamespace,
                  reader.getAttributeLocalName(i),
                  value));
    }
    if (parent != null) {
      parent.children().add(node);
    }
    return node;
  }

  private void text(XMLStreamReader reader, @Nullable Node current) {
    if (current != null) {
      StringBuilder buffer = current.textBuffer();
      int length = buffer.length() + reader.getTextLength();
      limit(length, limits.textLengthMax(), "characters in one element", current);
      buffer.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }
  }

  private void entity(XMLStreamReader reader, @Nullable Node current) {
    String reference = "&" + reader.getLocalName() + ";";
    Location location = reader.getLocation();
    problems.add(
        Rule.ENTITY.problem(
            ProblemSeverity.ERROR,
            current == null ? "" : current.path(),
            location.getLineNumber(),
            location.getColumnNumber(),
            reference,
            "The entity is not one of XML's own and was not resolved."));
    if (current != null) {
      current.textBuffer().append(reference);
    }
  }

  private static void limit(int count, int max, String what, Node node) {
    if (count > max) {
      throw new CapException(
          List.of(
              Rule.LIMIT.problem(
                  ProblemSeverity.ERROR,
                  node.name(),
                  node.line(),
                  node.column(),
                  "",
                  "The input has more than " + max + " " + what + ".")));
    }
  }

  private static CapException refusal(Rule rule, XMLStreamReader reader, String message) {
    Location location = reader.getLocation();
    return refusal(rule, location.getLineNumber(), location.getColumnNumber(), message);
  }

  private static CapException refusal(XMLStreamException malformed) {
    Location location = malformed.getLocation();
    String message = String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
    Rule rule = message.contains("imit") && message.contains("exceed") ? Rule.LIMIT : Rule.XML;
    return location == null
        ? refusal(rule, 0, 0, message)
        : refusal(rule, location.getLineNumber(), location.getColumnNumber(), message);
  }

  private static CapException refusal(Rule rule, int line, int column, String message) {
    return new CapException(
        List.of(
            rule.problem(
                ProblemSeverity.ERROR, "", line, Math.max(line > 0 ? 1 : 0, column), "", message)));
  }
}
