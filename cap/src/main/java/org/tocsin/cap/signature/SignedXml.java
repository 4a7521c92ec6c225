// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Documents as the signature code needs them: parsed without DTD, entities or anything fetched. */
final class SignedXml {
  /** The namespace of XML signatures. */
  static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";

  /** Deeper than any reading allows; a second bound for the DOM parser itself. */
  private static final String DEPTH_MAX = "64";

  private static final String ATTRIBUTES_MAX = "128";

  private SignedXml() {}

  /**
   * Parses a document that a reader has already found to be within its limits.
   *
   * @throws SAXException when it is not well-formed or has a DTD
   */
  static Document parse(byte[] input) throws SAXException {
    try {
      DocumentBuilder builder = factory().newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return builder.parse(new ByteArrayInputStream(input));
    } catch (ParserConfigurationException | IOException impossible) {
      // IOException: malformed bytes for the declared encoding come as one.
      throw new SAXException(String.valueOf(impossible.getMessage()), impossible);
    }
  }

  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setAttribute("jdk.xml.maxElementDepth", DEPTH_MAX);
    factory.setAttribute("jdk.xml.elementAttributeLimit", ATTRIBUTES_MAX);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    factory.setCoalescing(true);
    return factory;
  }

  /** A copy that may be changed. */
  static Document copy(Document document) {
    return (Document) document.cloneNode(true);
  }

  /** Every signature element of a document, in its order, whatever holds it. */
  static List<Element> signatures(Document document) {
    return elements(document.getElementsByTagNameNS(DSIG, "Signature"));
  }

  /** The child elements of an element. */
  static List<Element> children(Element parent) {
    return elements(parent.getChildNodes());
  }

  private static List<Element> elements(org.w3c.dom.NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** Whether an element has that name in the namespace of signatures. */
  static boolean isDsig(@Nullable Node node, String name) {
    return node instanceof Element
        && DSIG.equals(node.getNamespaceURI())
        && name.equals(node.getLocalName());
  }

  /**
   * Drops what software adds around a message that was signed: processing instructions before and
   * after the root, which call for a style sheet, and text of nothing but white space that stands
   * beside elements.
   */
  static void dropSpace(Document document) {
    Node next = document.getFirstChild();
    while (next != null) {
      Node node = next;
      next = node.getNextSibling();
      if (node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
        document.removeChild(node);
      }
    }
    dropSpace(document.getDocumentElement());
  }

  private static void dropSpace(Element element) {
    List<Element> children = children(element);
    if (children.isEmpty()) {
      return;
    }
    Node next = element.getFirstChild();
    while (next != null) {
      Node node = next;
      next = node.getNextSibling();
      if (node.getNodeType() == Node.TEXT_NODE && String.valueOf(node.getNodeValue()).isBlank()) {
        element.removeChild(node);
      }
    }
    children.forEach(SignedXml::dropSpace);
  }

  /** Warnings pass; errors stop the parser and are not printed. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException warning) {}

    @Override
    public void error(SAXParseException error) throws SAXException {
      throw error;
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
      throw error;
    }
  }
}
