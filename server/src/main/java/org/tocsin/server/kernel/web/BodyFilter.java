// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tocsin.server.kernel.Problem;

/** Holds every body to its limit and its encoding; outermost, so that it sees what others throw. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyFilter extends OncePerRequestFilter {

  /** The servlet container reads forms itself, up to this; see {@code application.yaml}. */
  private static final long FORM_BYTES_MAX = 2_000_000;

  /** How much is read of a body that is refused, so that the caller hears why. */
  private static final long DRAIN_BYTES_MAX = 64_000_000;

  private final List<BodyRule> rules;
  private final ProblemWriter problems;

  BodyFilter(ObjectProvider<BodyRule> rules, ProblemWriter problems) {
    this.rules =
        rules.stream()
            .sorted(
                Comparator.comparingInt((BodyRule rule) -> rule.pathPrefix().length()).reversed())
            .toList();
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    BodyRule rule = ruleFor(request.getRequestURI());
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    boolean form = type.startsWith("application/x-www-form-urlencoded");
    long bytesMax = form ? Math.min(FORM_BYTES_MAX, rule.bytesMax()) : rule.bytesMax();
    try {
      if (request.getContentLengthLong() > bytesMax) {
        throw GuardedBody.tooLarge(bytesMax);
      }
      boolean utf8 = !rule.asReceived() && isUtf8Text(type);
      chain.doFilter(new GuardedBody(request, bytesMax, utf8), response);
    } catch (Problem refused) {
      refuse(request, response, refused);
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Problem refused)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    // A caller who waits for leave to send (RFC 9110 §10.1.1) needs no reading.
    if (request.getHeader("Expect") == null) {
      drain(request.getInputStream());
    }
    response.setHeader("Connection", "close");
    problems.write(request, response, refused);
  }

  private static void drain(InputStream body) {
    byte[] buffer = new byte[16_384];
    long left = DRAIN_BYTES_MAX;
    try {
      int count;
      while (left > 0 && (count = body.read(buffer)) >= 0) {
        left -= count;
      }
    } catch (IOException e) {
      logGone(e);
    }
  }

  private static void logGone(IOException gone) {
    org.slf4j.LoggerFactory.getLogger(BodyFilter.class).debug("the caller stopped sending", gone);
  }

  private BodyRule ruleFor(String path) {
    for (BodyRule rule : rules) {
      if (path.startsWith(rule.pathPrefix())) {
        return rule;
      }
    }
    return new BodyRule("/", BodyRule.USUAL_BYTES_MAX, false);
  }

  private static boolean isUtf8Text(String type) {
    boolean text =
        type.startsWith("application/json")
            || type.contains("+json")
            || type.startsWith("application/x-ndjson")
            || type.startsWith("text/");
    int charset = type.indexOf("charset=");
    return text
        && (charset < 0
            || type.startsWith("utf-8", charset + 8)
            || type.startsWith("\"utf-8", charset + 8));
  }
}
