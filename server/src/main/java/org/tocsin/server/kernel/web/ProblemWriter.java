// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Text;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a request with a refusal: RFC 9457 {@code application/problem+json}, or a calm page where
 * a browser asks for one. Used by controllers and filters alike, so that a refusal always looks the
 * same. Thread-safe.
 */
@Component
public final class ProblemWriter {

  private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);

  private final JsonMapper json;
  private final Templates templates;
  private static final int INSTANCE_MAX = 500;

  private final ObjectProvider<PageFrames> frames;

  ProblemWriter(JsonMapper json, Templates templates, ObjectProvider<PageFrames> frames) {
    this.json = json;
    this.templates = templates;
    this.frames = frames;
  }

  /** Writes the refusal with the address asked for as its instance. */
  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    write(request, response, problem, Text.clip(request.getRequestURI(), INSTANCE_MAX));
  }

  /** Writes the refusal; {@code instance} names this one occurrence. */
  public void write(
      HttpServletRequest request, HttpServletResponse response, Problem problem, String instance)
      throws IOException {
    if (response.isCommitted()) {
      log.info("refused after the answer had begun: problem={}", problem.type().number());
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.type().status());
    response.setHeader("Cache-Control", "no-store");
    boolean page = wantsPage(request);
    byte[] body = page ? page(problem, instance) : json.writeValueAsBytes(body(problem, instance));
    response.setContentType(page ? "text/html;charset=UTF-8" : "application/problem+json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  /** The members of RFC 9457 §3.1 and our two extensions, {@code remedy} and {@code faults}. */
  static Map<String, Object> body(Problem problem, String instance) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "/problems/" + problem.type().number());
    body.put("title", problem.type().title());
    body.put("status", problem.type().status());
    body.put("detail", problem.detail());
    body.put("instance", instance);
    body.put("remedy", problem.type().remedy());
    List<Problem.Fault> faults = problem.faults();
    if (!faults.isEmpty()) {
      body.put("faults", faults);
    }
    return body;
  }

  private byte[] page(Problem problem, String instance) {
    PageFrame frame = frames.getObject().frame(problem.type().title(), "");
    return templates
        .render(
            "shell/problem.jte", Map.of("frame", frame, "problem", problem, "instance", instance))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null
        && accept.contains("text/html")
        && !request.getRequestURI().startsWith("/api/")
        && request.getHeader("HX-Request") == null;
  }
}
