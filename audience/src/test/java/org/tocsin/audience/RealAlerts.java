// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The polygons and circles of real alerts: the few of the project, and those of a collection that
 * may lie beside it. What this library refuses (too few corners, not closed) is left out.
 */
final class RealAlerts {
  private static final Path COLLECTION = Path.of("../../shared/conformance/cap/alerts.jsonl.gz");
  private static final List<Path> OWN =
      List.of(
          Path.of("../cap/src/test/resources/org/tocsin/cap/samples/nws.xml"),
          Path.of("../cap/src/test/resources/org/tocsin/cap/samples/wmo_signed.xml"),
          Path.of("../demo/moscow-2024/reports/07-embassy-alert.xml"));
  private static final Pattern AREA =
      Pattern.compile("<(?:\\w+:)?(polygon|circle)>([^<]*)<", Pattern.CASE_INSENSITIVE);

  private RealAlerts() {}

  /** The areas of the project's own alerts. */
  static List<Area> own() throws IOException {
    List<Area> areas = new ArrayList<>();
    for (Path alert : OWN) {
      areas.addAll(areas(Files.readString(alert)));
    }
    return areas;
  }

  /** The areas of the collection; nothing, and a line that says so, where there is none. */
  static List<Area> collection() throws IOException {
    List<Area> areas = new ArrayList<>();
    if (!Files.exists(COLLECTION)) {
      System.out.println("no collection of alerts at " + COLLECTION + "; only the project's own");
      return areas;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(COLLECTION)), StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> areas.addAll(areas(line)));
    }
    return areas;
  }

  private static List<Area> areas(String text) {
    List<Area> areas = new ArrayList<>();
    Matcher matcher = AREA.matcher(text.replace("\\n", " ").replace("\\t", " "));
    while (matcher.find()) {
      String body = matcher.group(2).strip();
      area(matcher.group(1).equalsIgnoreCase("circle"), body).ifPresent(areas::add);
    }
    return areas;
  }

  private static Optional<Area> area(boolean isCircle, String body) {
    try {
      if (isCircle) {
        String[] parts = body.split("\\s+", -1);
        return Optional.of(
            new Area.Circle(coordinates(parts[0]), 1000 * Double.parseDouble(parts[1])));
      }
      return Optional.of(
          Polygon.of(Stream.of(body.split("\\s+", -1)).map(RealAlerts::coordinates).toList()));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Coordinates coordinates(String pair) {
    String[] parts = pair.split(",", -1);
    return Coordinates.of(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
  }
}
