// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A peer: the JDK's DOM, and a compiled XPath expression a field. It checks no rule and leaves
 * times and polygons as text.
 */
final class DomReader extends Reader {
  private static final List<String> PAIRS = List.of("eventCode", "parameter");

  private final DocumentBuilder builder;
  private final Map<String, XPathExpression> expressions = new HashMap<>();

  DomReader(Corpus corpus) throws Exception {
    super(corpus);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    builder = factory.newDocumentBuilder();
    XPath path = XPathFactory.newDefaultInstance().newXPath();
    path.setNamespaceContext(new CapPrefix());
    for (Collection<String> names :
        List.of(
            Facts.ALERT,
            Facts.INFO,
            Facts.RESOURCE,
            Facts.AREA,
            PAIRS,
            List.of("info", "resource", "area", "geocode", "valueName", "value"))) {
      for (String name : new TreeSet<>(names)) {
        expressions.put(name, path.compile("cap:" + name));
      }
    }
  }

  @Override
  long read(byte[] alert) throws Exception {
    long[] sum = {0};
    visit(parse(alert), (place, name, text) -> sum[0] += text.length());
    return sum[0];
  }

  @Override
  String answer(byte[] alert) throws Exception {
    Facts facts = new Facts();
    visit(parse(alert), facts::add);
    return facts.hash();
  }

  private Node parse(byte[] alert) throws Exception {
    Document document = builder.parse(new ByteArrayInputStream(alert));
    return document.getDocumentElement();
  }

  private interface Sink {
    void add(String place, String name, String text);
  }

  private void visit(Node alert, Sink sink) throws XPathExpressionException {
    fields(alert, "", Facts.ALERT, sink);
    NodeList infos = find(alert, "info");
    for (int i = 0; i < infos.getLength(); i++) {
      Node info = infos.item(i);
      String place = "info" + (i + 1) + "/";
      fields(info, place, Facts.INFO, sink);
      for (String name : PAIRS) {
        pairs(info, place, name, sink);
      }
      NodeList resources = find(info, "resource");
      for (int j = 0; j < resources.getLength(); j++) {
        fields(resources.item(j), place + "resource" + (j + 1) + "/", Facts.RESOURCE, sink);
      }
      NodeList areas = find(info, "area");
      for (int j = 0; j < areas.getLength(); j++) {
        String there = place + "area" + (j + 1) + "/";
        fields(areas.item(j), there, Facts.AREA, sink);
        pairs(areas.item(j), there, "geocode", sink);
      }
    }
  }

  private void fields(Node node, String place, Collection<String> names, Sink sink)
      throws XPathExpressionException {
    for (String name : names) {
      NodeList found = find(node, name);
      for (int i = 0; i < found.getLength(); i++) {
        sink.add(place, name, found.item(i).getTextContent());
      }
    }
  }

  private void pairs(Node node, String place, String name, Sink sink)
      throws XPathExpressionException {
    NodeList pairs = find(node, name);
    for (int i = 0; i < pairs.getLength(); i++) {
      Node pair = pairs.item(i);
      sink.add(place, name, Facts.pair(text(find(pair, "valueName")), text(find(pair, "value"))));
    }
  }

  private static String text(NodeList nodes) {
    return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent();
  }

  private NodeList find(Node node, String name) throws XPathExpressionException {
    return (NodeList) requireNonNull(expressions.get(name)).evaluate(node, XPathConstants.NODESET);
  }

  /** The prefix {@code cap} and no other. */
  private static final class CapPrefix implements NamespaceContext {
    @Override
    public String getNamespaceURI(String prefix) {
      return prefix.equals("cap") ? Corpus.CAP_1_2 : "";
    }

    @Override
    public @Nullable String getPrefix(String namespace) {
      return namespace.equals(Corpus.CAP_1_2) ? "cap" : null;
    }

    @Override
    public Iterator<String> getPrefixes(String namespace) {
      return List.of("cap").iterator();
    }
  }
}
