// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A span a request, named by method and route. Never by the path: answer links are secrets. What a
 * caller says of a trace of theirs is not believed, since anybody could say it.
 */
final class RequestSpans extends OncePerRequestFilter {
  private static final int SERVER_ERROR = 500;

  private final Traces traces;

  RequestSpans(Traces traces) {
    this.traces = traces;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Traces.Open span = traces.request(request.getMethod());
    try {
      chain.doFilter(request, response);
      Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      if (route != null) {
        span.fact("http.route", route.toString());
      }
      span.fact("http.response.status_code", response.getStatus());
      if (response.getStatus() >= SERVER_ERROR) {
        span.failed(Integer.toString(response.getStatus()));
      }
    } catch (ServletException | IOException | RuntimeException e) {
      span.failed(e.getClass().getName());
      throw e;
    } finally {
      span.end();
    }
  }
}
