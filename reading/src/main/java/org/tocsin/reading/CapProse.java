// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.StringReader;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The words of a CAP alert (CAP 1.2 §3.2): headline, description, instruction and area of its
 * English info block, or of its first one. Whether the alert is valid is not asked here.
 */
final class CapProse {
  private static final int MAX_DEPTH = 32;

  private final List<Map<String, String>> infos = new ArrayList<>();
  private final StringBuilder everything = new StringBuilder();
  private String sent = "";

  private CapProse() {}

  static Prose of(String xml) {
    CapProse cap = new CapProse();
    try {
      cap.readAll(xml);
    } catch (XMLStreamException e) {
      var at = e.getLocation();
      throw new UnreadableDocumentException(
          "XML cannot be read at line %d, column %d: %s; mend it or send the text alone"
              .formatted(
                  at == null ? 0 : at.getLineNumber(),
                  at == null ? 0 : at.getColumnNumber(),
                  String.valueOf(e.getMessage()).lines().reduce((a, b) -> b).orElse("")));
    }
    return cap.prose();
  }

  private void readAll(String xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
    StringBuilder value = new StringBuilder();
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD ->
            throw new XMLStreamException(
                "document type declarations are refused", reader.getLocation());
        case XMLStreamConstants.START_ELEMENT -> {
          value.setLength(0);
          if (++depth > MAX_DEPTH) {
            throw new XMLStreamException("nested deeper than " + MAX_DEPTH, reader.getLocation());
          }
          if (reader.getLocalName().equals("info")) {
            infos.add(new HashMap<>());
          }
        }
        case XMLStreamConstants.CHARACTERS -> value.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          keep(reader.getLocalName(), value.toString().strip());
          value.setLength(0);
        }
        default -> {} // comments and white space tell nothing
      }
    }
    reader.close();
  }

  private void keep(String element, String value) {
    if (infos.isEmpty() && !value.isEmpty()) {
      everything.append(value).append("\n\n");
    }
    switch (element) {
      case "sent" -> sent = value;
      case "language",
          "headline",
          "event",
          "senderName",
          "description",
          "instruction",
          "areaDesc" -> {
        if (!infos.isEmpty() && !value.isEmpty()) {
          infos.getLast().merge(element, value, (a, b) -> a + "; " + b);
        }
      }
      default -> {} // not words for people
    }
  }

  private Prose prose() {
    Map<String, String> info =
        infos.stream()
            .filter(i -> i.getOrDefault("language", "en").toLowerCase(Locale.ROOT).startsWith("en"))
            .findFirst()
            .or(() -> infos.stream().findFirst())
            .orElse(Map.of());
    Optional<String> title =
        Optional.ofNullable(info.get("headline")).or(() -> Optional.ofNullable(info.get("event")));
    List<String> parts = new ArrayList<>();
    title.ifPresent(parts::add);
    for (String name : List.of("description", "instruction", "areaDesc", "senderName")) {
      Optional.ofNullable(info.get(name)).ifPresent(parts::add);
    }
    if (infos.isEmpty()) { // XML of another kind, such as a feed: its words, element by element
      return new Prose(Optional.empty(), Optional.empty(), everything.toString().strip(), true);
    }
    Optional<Guess<ZonedDateTime>> published =
        Dates.parse(sent).map(d -> new Guess<>(d, "the alert's sent"));
    String language = Locale.forLanguageTag(info.getOrDefault("language", "")).getLanguage();
    return new Prose(
        title,
        published,
        String.join("\n\n", parts),
        true,
        Optional.empty(),
        language.length() == 2
            ? Optional.of(new Guess<>(language, "the alert's language"))
            : Optional.empty(),
        Optional.of(new Guess<>(Genre.ALERT, "it came as a CAP alert")),
        List.of());
  }
}
