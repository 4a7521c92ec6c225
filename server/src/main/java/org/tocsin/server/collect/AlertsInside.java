// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.FeedEntry;
import org.tocsin.cap.Reference;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSOutput;
import org.w3c.dom.ls.LSSerializer;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The alerts that stand inside the entries of a feed, each as a document of its own: written out
 * again when it stands there as elements, taken as it is when it stands there as escaped text. The
 * feed's own bytes are kept beside them.
 */
final class AlertsInside {

  private static final Set<String> TEXTS = Set.of("content", "encoded", "description", "summary");

  private final Map<Reference, byte[]> documents = new HashMap<>();

  private AlertsInside() {}

  /**
   * Finds them in a feed that was read as one, so within its limits of size and depth; without any
   * where the document cannot be read here as well.
   */
  static AlertsInside of(byte[] feed) {
    AlertsInside inside = new AlertsInside();
    try {
      inside.visit(parse(feed).getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      // The tolerant reader took it and the strict one does not: the entries stand for themselves.
      return none();
    }
    return inside;
  }

  /** Of a feed without any. */
  static AlertsInside none() {
    return new AlertsInside();
  }

  /** The document of an entry's alert. */
  Optional<byte[]> find(FeedEntry entry) {
    return entry.alert().flatMap(alert -> Optional.ofNullable(documents.get(alert.reference())));
  }

  private static Document parse(byte[] feed)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new Strict());
    return builder.parse(new ByteArrayInputStream(feed));
  }

  private void visit(Element element) {
    if ("alert".equals(element.getLocalName())) {
      keep(written(element));
      return;
    }
    boolean empty = true;
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        empty = false;
        visit(inner);
      }
    }
    if (empty && TEXTS.contains(element.getLocalName())) {
      String text = element.getTextContent().strip();
      if (text.startsWith("<") && text.contains("alert")) {
        // As text it has no encoding any more, whatever it says of itself.
        keep(text.replaceFirst("^<\\?xml[^>]*>", "").strip().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void keep(byte[] document) {
    CapReader.read(document)
        .alert()
        .ifPresent(alert -> documents.putIfAbsent(alert.reference(), document));
  }

  private static byte[] written(Element alert) {
    try {
      DOMImplementationLS writing =
          (DOMImplementationLS)
              DOMImplementationRegistry.newInstance().getDOMImplementation("LS 3.0");
      LSSerializer serializer = writing.createLSSerializer();
      LSOutput output = writing.createLSOutput();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      output.setEncoding("UTF-8");
      output.setByteStream(bytes);
      serializer.write(alert, output);
      return bytes.toByteArray();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Every JDK can write XML", e);
    }
  }

  /** Ends reading at the first error and prints nothing. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException exception) {
      // A warning is no reason to refuse.
    }

    @Override
    public void error(SAXParseException exception) throws SAXException {
      throw exception;
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXException {
      throw exception;
    }
  }
}
