// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The alerts inside an element of another document: an entry of a feed or a content object of an
 * envelope. They stand there as elements, or as text that holds an alert with its angle brackets
 * escaped, or in base64 (EDXL-DE 1.0 §3.2.3, nonXMLContent).
 */
final class Enclosed {
  private static final List<String> TEXTS = List.of("content", "encoded", "description", "summary");
  private static final String BASE64_ELEMENT = "contentData";

  private Enclosed() {}

  /** The outermost alert elements in an element, itself perhaps, in order. */
  static List<Node> alerts(Node within) {
    List<Node> alerts = new ArrayList<>();
    collect(within, "alert", alerts);
    return alerts;
  }

  private static void collect(Node node, String name, List<Node> found) {
    if (node.name().equals(name)) {
      found.add(node);
      return;
    }
    for (Node child = node.first(); child != null; child = child.next()) {
      collect(child, name, found);
    }
  }

  /**
   * Reads the alerts that stand in an element as text, escaped or in base64. Positions of their
   * problems are those in that text.
   *
   * @param problems where content is reported that cannot be read
   */
  static List<Reading> readTexts(
      Node within, ReadLimits limits, Problems problems, List<CapProfile> profiles) {
    List<Reading> readings = new ArrayList<>();
    escaped(within, limits, profiles, readings);
    if (readings.isEmpty()) {
      encoded(within, limits, problems, profiles, readings);
    }
    return readings;
  }

  private static void escaped(
      Node within, ReadLimits limits, List<CapProfile> profiles, List<Reading> readings) {
    for (String name : TEXTS) {
      Node child = within.find(name);
      String text = child == null ? "" : child.text();
      if (text.startsWith("<") && text.contains("alert") && text.contains("identifier")) {
        readings.add(CapReader.read(text, limits, profiles));
        return;
      }
    }
  }

  private static void encoded(
      Node within,
      ReadLimits limits,
      Problems problems,
      List<CapProfile> profiles,
      List<Reading> readings) {
    List<Node> found = new ArrayList<>();
    collect(within, BASE64_ELEMENT, found);
    for (Node data : found) {
      try {
        byte[] bytes = Base64.getMimeDecoder().decode(data.text());
        if (new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains("alert")) {
          readings.add(CapReader.read(bytes, limits, profiles));
        }
      } catch (IllegalArgumentException noBase64) {
        problems.add(
            Rule.WRAPPED, data, data.text(), "The content is not base64 and was not read.");
      }
    }
  }
}
