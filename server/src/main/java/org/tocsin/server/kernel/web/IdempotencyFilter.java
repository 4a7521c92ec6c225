// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.IdempotencyStore.Kept;

/**
 * Makes a POST of the API safe to send again: with the same {@code Idempotency-Key} it is done once
 * and its answer told again. Runs after it is known who asks; keys belong to a person.
 *
 * <p>A refusal is an answer and is kept; a failure of ours is not. When the server dies between the
 * act and the keeping of its answer, the key stays taken for five minutes (T0012) and the request
 * may then run again: whoever asks sees from the list whether the first did its work.
 */
@Component
class IdempotencyFilter extends OncePerRequestFilter {

  static final String KEY = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";
  private static final int KEY_MAX = 200;
  private static final List<String> HEADERS = List.of("Content-Type", "Location", "ETag");

  private final IdempotencyStore store;
  private final Clock clock;
  private final ProblemWriter problems;

  IdempotencyFilter(IdempotencyStore store, Clock clock, ProblemWriter problems) {
    this.store = store;
    this.clock = clock;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || !request.getRequestURI().startsWith("/api/v1/")
        || request.getHeader(KEY) == null
        || request.getUserPrincipal() == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Principal who = request.getUserPrincipal();
    String key = request.getHeader(KEY).strip();
    if (key.isEmpty() || key.length() > KEY_MAX) {
      throw KernelProblem.BAD_REQUEST.because(
          "the %s has %d characters; it may have 1 to %d".formatted(KEY, key.length(), KEY_MAX));
    }
    byte[] body = request.getInputStream().readAllBytes();
    byte[] hash = hash(request, body);
    if (store.claim(who.getName(), key, hash, clock.instant())) {
      first(who.getName(), key, new Body(request, body), response, chain);
    } else {
      again(who.getName(), key, hash, request, response);
    }
  }

  private void first(
      String officer,
      String key,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    boolean kept = false;
    try {
      chain.doFilter(request, answer);
      if (answer.getStatus() < 500) {
        store.keep(
            officer, key, answer.getStatus(), headers(answer), answer.getContentAsByteArray());
        kept = true;
      }
    } finally {
      if (!kept) {
        store.release(officer, key);
      }
    }
    answer.copyBodyToResponse();
  }

  private void again(
      String officer,
      String key,
      byte[] hash,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Kept kept = store.find(officer, key).orElse(null);
    if (kept != null && !MessageDigest.isEqual(kept.request(), hash)) {
      problems.write(
          request,
          response,
          KernelProblem.KEY_REUSED.because(
              "'%s' was used for another method, address or body at %s"
                  .formatted(Problem.shorten(key), kept.at())));
      return;
    }
    Integer status = kept == null ? null : kept.status();
    if (kept == null || status == null) {
      response.setHeader("Retry-After", "1");
      problems.write(
          request,
          response,
          KernelProblem.KEY_IN_USE.because("'%s' is at work".formatted(Problem.shorten(key))));
      return;
    }
    response.setStatus(status);
    kept.headers()
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(": ");
          response.setHeader(line.substring(0, colon), line.substring(colon + 2));
        });
    response.setHeader(REPLAYED, "true");
    byte[] body = kept.body();
    if (body != null && body.length > 0) {
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  private static String headers(HttpServletResponse answer) {
    StringBuilder lines = new StringBuilder();
    for (String name : HEADERS) {
      String value = name.equals("Content-Type") ? answer.getContentType() : answer.getHeader(name);
      if (value != null) {
        lines.append(name).append(": ").append(value).append('\n');
      }
    }
    return lines.toString();
  }

  private static byte[] hash(HttpServletRequest request, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String query = request.getQueryString();
      String head =
          request.getMethod() + ' ' + request.getRequestURI() + (query == null ? "" : '?' + query);
      digest.update((head + '\n').getBytes(StandardCharsets.UTF_8));
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** The request with its body to be read once more. */
  private static final class Body extends HttpServletRequestWrapper {
    private final byte[] body;

    Body(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
          return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new UnsupportedOperationException("Bodies are read by blocking virtual threads.");
        }
      };
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
