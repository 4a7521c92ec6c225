// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two officers at a server, by its API, from the first report to the second signature. */
final class Desk {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> QUESTIONS =
      List.of("credible", "specific", "impending", "harm", "target");
  private static final int RADIUS_KM = 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final String ana;
  private final String bo;

  /** A place whose watchers are warned together, with nobody else within a degree. */
  record Place(double latitude, double longitude) {}

  /** A warning that lacks the second signature alone. */
  record Ready(String id, String contentHash) {}

  /** Sets the server up. */
  Desk(URI address, Path data) throws IOException, InterruptedException {
    this.address = address;
    String code = Files.readString(data.resolve("setup-code")).strip();
    post(
        "",
        "/api/v1/setup",
        Map.of("code", code, "officers", List.of(officer("Ana"), officer("Bo"))));
    ana = token("Ana");
    bo = token("Bo");
  }

  private static Map<String, String> officer(String name) {
    return Map.of("name", name, "email", name + "@desk.example", "password", password(name));
  }

  private static String password(String name) {
    return "long enough for " + name + " and nobody else 4711";
  }

  private String token(String name) throws IOException, InterruptedException {
    return post(
            "",
            "/api/v1/tokens",
            Map.of(
                "email",
                name + "@desk.example",
                "password",
                password(name),
                "name",
                "bench",
                "expiresInHours",
                24))
        .path("token")
        .asString();
  }

  /** Takes watchers in; CSV with its header. */
  void takeIn(String csv) throws IOException, InterruptedException {
    JsonNode answer = send(ana, "/api/v1/watchers/import", "text/csv", csv.getBytes(UTF_8));
    if (answer.path("refused").asInt() > 0) {
      throw new IOException("watchers were refused: " + answer);
    }
  }

  /**
   * All but the second signature of a public alert.
   *
   * @param waits of each step of its plan, how many minutes the silent wait for the next
   */
  Ready compose(Place place, String channel, int... waits)
      throws IOException, InterruptedException {
    String report =
        send(
                ana,
                "/api/v1/reports?source=partner&reliability=B&credibility=2",
                "text/plain",
                ("Extremists plan to attack a concert, says number " + System.nanoTime() + ".")
                    .getBytes(UTF_8))
            .path("id")
            .asString();
    String casePath =
        "/api/v1/cases/"
            + post(ana, "/api/v1/cases", Map.of("title", "Concerts", "reports", List.of(report)))
                .path("id")
                .asString();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Map<String, String> window =
        Map.of("from", now.toString(), "until", now.plus(2, ChronoUnit.DAYS).toString());
    post(ana, casePath + "/assessments", assessment(place, window, report));
    String determination =
        post(
                ana,
                casePath + "/determinations",
                Map.of(
                    "victims", "public",
                    "policy", "us-icd-191",
                    "answers",
                        QUESTIONS.stream()
                            .map(
                                id -> Map.of("question", id, "answer", "yes", "reason", "reported"))
                            .toList(),
                    "result", "warn",
                    "reasons", "A credible and specific threat."))
            .path("id")
            .asString();
    post(bo, "/api/v1/determinations/" + determination + "/agreement", Map.of());
    String id =
        post(ana, casePath + "/warnings", draft(place, window, channel, waits))
            .path("id")
            .asString();
    HttpResponse<byte[]> preview =
        http.send(
            request(bo, "/api/v1/warnings/" + id + "/preview").build(), BodyHandlers.ofByteArray());
    return new Ready(id, JSON.readTree(preview.body()).path("contentHash").asString());
  }

  private static Map<String, Object> assessment(
      Place place, Map<String, String> window, String report) {
    return Map.of(
        "actor", "unknown",
        "target", "people at concerts",
        "method", "firearms",
        "place",
            Map.of(
                "name",
                "a city",
                "latitude",
                place.latitude,
                "longitude",
                place.longitude,
                "radiusMetres",
                RADIUS_KM * 1000),
        "window", window,
        "likelihood", "likely",
        "confidence", "moderate",
        "statements",
            List.of(
                Map.of(
                    "text", "An attack is planned.", "cites", List.of(Map.of("report", report)))));
  }

  private static Map<String, Object> draft(
      Place place, Map<String, String> window, String channel, int... waits) {
    return Map.ofEntries(
        Map.entry("kind", "publicAlert"),
        Map.entry("victims", "public"),
        Map.entry("marking", "TLP:CLEAR"),
        Map.entry("aboveTearLine", "A partner's source"),
        Map.entry("window", window),
        Map.entry("category", "Security"),
        Map.entry("severity", "Extreme"),
        Map.entry("urgency", "Immediate"),
        Map.entry("certainty", "Likely"),
        Map.entry("responseTypes", List.of("Avoid")),
        Map.entry(
            "areas",
            List.of(
                Map.of(
                    "areaDesc",
                    "a city",
                    "circles",
                    List.of(
                        Map.of(
                            "latitude", place.latitude,
                            "longitude", place.longitude,
                            "radiusKm", RADIUS_KM))))),
        Map.entry(
            "texts",
            List.of(
                Map.of(
                    "language", "en",
                    "event", "Possible attack",
                    "headline", "Avoid large gatherings in the city",
                    "description", "Extremists may be planning an attack on concerts.",
                    "instruction", "Stay away from crowds for 48 hours.",
                    "contact", "The desk"))),
        Map.entry(
            "plan",
            Map.of(
                "steps",
                IntStream.of(waits)
                    .mapToObj(wait -> Map.of("channels", List.of(channel), "waitMinutes", wait))
                    .toList())));
  }

  /** The second signature: from here on everybody is warned. */
  void sign(Ready ready) throws IOException, InterruptedException {
    post(
        bo, "/api/v1/warnings/" + ready.id + "/approval", Map.of("contentHash", ready.contentHash));
  }

  private JsonNode post(String token, String path, Object body)
      throws IOException, InterruptedException {
    return send(token, path, "application/json", JSON.writeValueAsBytes(body));
  }

  private JsonNode send(String token, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            request(token, path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          "%s: %d %s".formatted(path, answer.statusCode(), new String(answer.body(), UTF_8)));
    }
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(String token, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }
}
