// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The line of every start tag of a document by the path of its element, found by another parser
 * than this library's. A tag that goes over several lines has the line of its end here.
 */
final class ElementLines {
  private final Map<String, Integer> lines = new HashMap<>();

  /**
   * Reads a document.
   *
   * @throws XMLStreamException when it is not well-formed
   */
  static ElementLines of(String xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
    ElementLines found = new ElementLines();
    Deque<Map<String, Integer>> counts = new ArrayDeque<>();
    Deque<String> paths = new ArrayDeque<>();
    counts.push(new HashMap<>());
    paths.push("");
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = reader.getLocalName();
        int number = counts.element().merge(name, 1, Integer::sum);
        String path = paths.element() + "/" + name + "[" + number + "]";
        found.lines.put(path, reader.getLocation().getLineNumber());
        counts.push(new HashMap<>());
        paths.push(path);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        counts.pop();
        paths.pop();
      }
    }
    return found;
  }

  /** The line of the element at a path as problems give it; 0 when there is none. */
  int line(String path) {
    StringBuilder full = new StringBuilder();
    for (String step : path.split("/", -1)) {
      full.append('/').append(step).append(step.endsWith("]") ? "" : "[1]");
    }
    return lines.getOrDefault(full.toString(), 0);
  }
}
