// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A collection of real alerts that may lie beside the project: 500 messages of many senders with
 * labels, feeds, and files that are invalid or hostile. A clone of the project alone has none.
 */
final class Collection {
  private static final Path FOLDER = Path.of("../../shared/conformance/cap");
  private static final JsonFactory JSON = new JsonFactory();

  private Collection() {}

  /**
   * One message with what others found in it.
   *
   * @param schemaValid whether a validator found it valid against the schema of its own version
   * @param ruleBreaks rules of section 3 that a simple program found broken
   */
  record Message(String id, String xml, boolean schemaValid, List<String> ruleBreaks) {
    /** Whether nobody found anything wrong with it. */
    boolean isLabelledValid() {
      return schemaValid && ruleBreaks.isEmpty();
    }

    byte[] bytes() {
      return xml.getBytes(UTF_8);
    }
  }

  /** Whether the collection is here; when it is not, says so. */
  static boolean isHere() {
    boolean here = Files.isDirectory(FOLDER);
    if (!here) {
      System.out.println("no collection of alerts at " + FOLDER + "; only the project's own");
    }
    return here;
  }

  static List<Message> messages() throws IOException {
    List<Message> messages = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve("alerts.jsonl.gz"))),
                UTF_8))) {
      lines.lines().forEach(line -> messages.add(message(line)));
    }
    return messages;
  }

  /** The files of one of its folders, those that are packed left out. */
  static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(file -> !file.toString().endsWith(".gz")).sorted().toList();
    }
  }

  private static Message message(String line) {
    String id = "";
    String xml = "";
    boolean schemaValid = false;
    List<String> ruleBreaks = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "id" -> id = json.getString();
          case "xml" -> xml = json.getString();
          case "xsd_valid" -> schemaValid = json.currentToken() == JsonToken.VALUE_TRUE;
          case "rule_breaks" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              ruleBreaks.add(json.getString());
            }
          }
          default -> json.skipChildren();
        }
      }
    }
    return new Message(id, xml, schemaValid, ruleBreaks);
  }
}
