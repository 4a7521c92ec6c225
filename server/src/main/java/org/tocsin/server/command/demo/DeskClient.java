// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person at the desk, acting through the HTTP API with their own token. */
final class DeskClient {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http;
  private final URI base;
  private final String token;

  DeskClient(HttpClient http, URI base, String token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /** The same server with another person's token. */
  DeskClient as(String otherToken) {
    return new DeskClient(http, base, otherToken);
  }

  /** Posts JSON and gives the answer; anything but success is a failure of the stage. */
  JsonNode post(String path, Map<String, ?> body) {
    return send(path, "application/json", BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  /** Puts JSON. */
  JsonNode put(String path, Map<String, ?> body) {
    BodyPublisher json = BodyPublishers.ofString(JSON.writeValueAsString(body));
    return json(
        path,
        exchange(request(path).header("Content-Type", "application/json").PUT(json).build()));
  }

  /** Posts a file as it is. */
  JsonNode post(String path, String mediaType, Path file) {
    try {
      return send(path, mediaType, BodyPublishers.ofFile(file));
    } catch (IOException e) {
      throw new DemoFailure("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private JsonNode send(String path, String mediaType, BodyPublisher body) {
    return json(path, exchange(request(path).header("Content-Type", mediaType).POST(body).build()));
  }

  /** Gets JSON. */
  JsonNode get(String path) {
    return json(path, exchange(request(path).GET().build()));
  }

  /** Gets bytes. */
  byte[] bytes(String path) {
    return exchange(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(2));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private byte[] exchange(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new DemoFailure(
            "%s %s was answered with %d: %s"
                .formatted(
                    request.method(),
                    request.uri().getPath(),
                    response.statusCode(),
                    new String(response.body(), StandardCharsets.UTF_8)));
      }
      return response.body();
    } catch (IOException e) {
      throw new DemoFailure(request.method() + " " + request.uri().getPath() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("stopped while waiting for " + request.uri().getPath(), e);
    }
  }

  private static JsonNode json(String path, byte[] body) {
    try {
      return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (tools.jackson.core.JacksonException e) {
      throw new DemoFailure(path + " did not answer with JSON: " + e.getOriginalMessage(), e);
    }
  }
}
