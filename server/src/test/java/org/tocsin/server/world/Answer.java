// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the server answered.
 *
 * @param status the HTTP status
 * @param allHeaders every header
 * @param body the body as text
 */
public record Answer(int status, HttpHeaders allHeaders, String body) {

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  /** The body as JSON. */
  public JsonNode json() {
    return Caller.JSON.readTree(body);
  }

  /** A field of the JSON as text, by name or by JSON pointer; empty when there is none. */
  public String text(String field) {
    JsonNode node = json().at(field.startsWith("/") ? field : "/" + field);
    return node.isMissingNode() || node.isNull() ? "" : node.asString();
  }

  /** The number of the problem, {@code T0001}; empty when the answer is no problem. */
  public String problem() {
    String type = header("Content-Type").startsWith("application/problem+json") ? text("type") : "";
    return type.substring(type.lastIndexOf('/') + 1);
  }

  /** The first header of this name; empty when there is none. */
  public String header(String name) {
    return allHeaders.firstValue(name).orElse("");
  }

  /** Every header of this name. */
  public List<String> headers(String name) {
    return allHeaders.allValues(name);
  }

  @Override
  public String toString() {
    return status + " " + allHeaders.map() + "\n" + body;
  }
}
