// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The alerts that are read: CAP 1.2, well-formed and of at most 64 KiB, because not every peer can
 * do with others.
 *
 * @param origin where they come from
 * @param alerts their bytes
 */
public record Corpus(String origin, List<byte[]> alerts) {
  private static final int BYTES_MAX = 64 << 10;
  static final String CAP_1_2 = "urn:oasis:names:tc:emergency:cap:1.2";

  /** Real alerts that lie beside the project on the machines where it is made. */
  private static final String COLLECTION = "../shared/conformance/cap/alerts.jsonl.gz";

  private static final String SAMPLES = "cap/src/test/resources/org/tocsin/cap/samples";

  /** The collection beside the project when it is there, else the samples of the tests. */
  public static Corpus load(Path home, boolean small) throws IOException {
    Path collection = home.resolve(COLLECTION);
    boolean all = !small && Files.exists(collection);
    List<byte[]> found = all ? collection(collection) : samples(home.resolve(SAMPLES));
    List<byte[]> alerts = found.stream().filter(Corpus::isMeasured).toList();
    return new Corpus(all ? COLLECTION : SAMPLES, alerts);
  }

  /** For the table's head. */
  String words() {
    long bytes = alerts.stream().mapToLong(alert -> alert.length).sum();
    return "%d alerts of CAP 1.2 of at most 64 KiB, on average %,d bytes, from %s"
        .formatted(alerts.size(), bytes / Math.max(1, alerts.size()), origin);
  }

  private static List<byte[]> samples(Path folder) throws IOException {
    List<byte[]> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        found.add(Files.readAllBytes(file));
      }
    }
    return found;
  }

  /** One JSON object a line; the alert is the string {@code xml}. */
  private static List<byte[]> collection(Path file) throws IOException {
    List<byte[]> found = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.PROPERTY_NAME && json.currentName().equals("xml")) {
          json.nextToken();
          found.add(json.getString().getBytes(UTF_8));
        }
      }
    }
    return found;
  }

  private static boolean isMeasured(byte[] alert) {
    if (alert.length > BYTES_MAX) {
      return false;
    }
    try {
      XMLStreamReader xml = Stax.JDK.open(new ByteArrayInputStream(alert));
      xml.nextTag();
      boolean ours = xml.getLocalName().equals("alert") && CAP_1_2.equals(xml.getNamespaceURI());
      while (xml.hasNext()) {
        xml.next();
      }
      return ours;
    } catch (XMLStreamException malformed) {
      return false;
    }
  }
}
