// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * The limit: visits every event and takes every name and text, keeps and checks nothing. Whoever
 * reads CAP on this parser does at least that.
 */
final class StaxReader extends Reader {
  private final Stax parser;

  StaxReader(Corpus corpus, Stax parser) {
    super(corpus);
    this.parser = parser;
  }

  @Override
  long read(byte[] alert) throws Exception {
    XMLStreamReader xml = parser.open(new ByteArrayInputStream(alert));
    long sum = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> sum += xml.getLocalName().length();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            sum += xml.getText().length();
        default -> {}
      }
    }
    xml.close();
    return sum;
  }

  @Override
  String answer(byte[] alert) throws Exception {
    XMLStreamReader xml = parser.open(new ByteArrayInputStream(alert));
    Facts facts = new Facts();
    Places places = new Places();
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          text.setLength(0);
          places.open(xml.getNamespaceURI(), xml.getLocalName());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          places.close(text.toString(), facts);
          text.setLength(0);
        }
        default -> {}
      }
    }
    return facts.hash();
  }

  /** Follows the way down, and counts infos, areas, resources and pairs. */
  private static final class Places {
    private static final String NOWHERE = "?";

    private record Open(String name, String place, int[] seen) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private String valueName = "";

    void open(String namespace, String name) {
      Open parent = open.peek();
      String place;
      if (parent == null) {
        place = "";
      } else if (!Corpus.CAP_1_2.equals(namespace) || parent.place.equals(NOWHERE)) {
        place = NOWHERE;
      } else if (name.equals("info")) {
        place = parent.place + "info" + ++parent.seen[0] + "/";
      } else if (name.equals("area")) {
        place = parent.place + "area" + ++parent.seen[1] + "/";
      } else if (name.equals("resource")) {
        place = parent.place + "resource" + ++parent.seen[2] + "/";
      } else {
        place = parent.place;
      }
      open.push(new Open(name, place, new int[3]));
    }

    void close(String text, Facts facts) {
      Open closed = open.pop();
      Open parent = open.peek();
      if (parent == null || closed.place.equals(NOWHERE)) {
        return;
      }
      if (closed.name.equals("valueName")) {
        valueName = text;
      } else if (closed.name.equals("value")) {
        facts.add(closed.place, parent.name, Facts.pair(valueName, text));
        valueName = "";
      } else if (known(parent.name).contains(closed.name)) {
        facts.add(closed.place, closed.name, text);
      }
    }

    private static Set<String> known(String parent) {
      return switch (parent) {
        case "alert" -> Facts.ALERT;
        case "info" -> Facts.INFO;
        case "resource" -> Facts.RESOURCE;
        case "area" -> Facts.AREA;
        default -> Set.of();
      };
    }
  }
}
