// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who uses the server: the API by {@code get}, {@code post}, {@code put}, {@code delete};
 * the pages by {@code page} and {@code submit}, for which the person signs in once as a browser
 * would. Not thread-safe.
 */
public final class Caller {

  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

  private final HttpClient http;
  private final String address;
  private final @Nullable String token;
  private final String email;
  private final String password;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String formToken = "";

  Caller(HttpClient http, String address, @Nullable String token, String email, String password) {
    this.http = http;
    this.address = address;
    this.token = token;
    this.email = email;
    this.password = password;
  }

  /** What they sign in with. */
  public String email() {
    return email;
  }

  /** What they sign in with. */
  public String password() {
    return password;
  }

  /** The bearer token; empty for nobody. */
  public String token() {
    return token == null ? "" : token;
  }

  /** The same person with another token, for tests of tokens. */
  public Caller withToken(String other) {
    return new Caller(http, address, other, email, password);
  }

  /** Reads from the API. */
  public Answer get(String path) {
    return send("GET", path, null, new byte[0], Map.of());
  }

  /** Sends JSON: any map, list or record; or a String that is JSON already. */
  public Answer post(String path, Object json) {
    return send("POST", path, "application/json", json(json), Map.of());
  }

  /** The same with more headers. */
  public Answer post(String path, Object json, Map<String, String> headers) {
    return send("POST", path, "application/json", json(json), headers);
  }

  /** Sends a body of another type. */
  public Answer post(String path, String contentType, byte[] body, Map<String, String> headers) {
    return send("POST", path, contentType, body, headers);
  }

  /** Replaces by JSON. */
  public Answer put(String path, Object json) {
    return send("PUT", path, "application/json", json(json), Map.of());
  }

  /** Deletes. */
  public Answer delete(String path) {
    return send("DELETE", path, null, new byte[0], Map.of());
  }

  /** Asks with any method, type, body and headers. */
  public Answer send(
      String method,
      String path,
      @Nullable String contentType,
      byte[] body,
      Map<String, String> headers) {
    HttpRequest.Builder request = request(method, path, contentType, body);
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    headers.forEach(request::setHeader);
    return answer(request);
  }

  /** Opens a page as a browser does, signed in when this is somebody. Follows no redirect. */
  public Answer page(String path) {
    signIn();
    return browse("GET", path, Map.of());
  }

  /** Sends a form as a browser does, with its hidden proof; follows no redirect. */
  public Answer submit(String path, Map<String, String> fields) {
    signIn();
    return form(path, fields);
  }

  private void signIn() {
    if (email.isEmpty() || cookies.containsKey("tocsin_session")) {
      return;
    }
    browse("GET", "/login", Map.of());
    Answer in = form("/login", Map.of("email", email, "password", password));
    if (!cookies.containsKey("tocsin_session")) {
      throw new IllegalStateException("could not sign in: " + in);
    }
    browse("GET", "/desk", Map.of());
  }

  private Answer form(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putIfAbsent("_csrf", formToken);
    return browse("POST", path, all);
  }

  private Answer browse(String method, String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        request(
            method,
            path,
            method.equals("POST") ? "application/x-www-form-urlencoded" : null,
            form.getBytes(StandardCharsets.UTF_8));
    request.setHeader("Accept", "text/html");
    if (!cookies.isEmpty()) {
      request.setHeader(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    Answer answer = answer(request);
    for (String line : answer.headers("Set-Cookie")) {
      String[] pair = line.split(";", 2)[0].split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    Matcher found = TOKEN.matcher(answer.body());
    if (found.find()) {
      formToken = found.group(1);
    }
    return answer;
  }

  private HttpRequest.Builder request(
      String method, String path, @Nullable String contentType, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (contentType != null) {
      request.setHeader("Content-Type", contentType);
    }
    return request;
  }

  private Answer answer(HttpRequest.Builder request) {
    try {
      return Answer.of(http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] json(Object json) {
    return json instanceof String text
        ? text.getBytes(StandardCharsets.UTF_8)
        : JSON.writeValueAsBytes(json);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
