// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Lets browsers keep scripts, styles and the map, but ask each time whether they are still the
 * same: by a hash of the content, since every file of one build carries the same date. The hash is
 * a weak tag, because a strong one would keep the container from compressing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class AssetFilter extends ShallowEtagHeaderFilter {

  AssetFilter() {
    setWriteWeakETag(true);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.startsWith("/assets/") && !path.startsWith("/webjars/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Cache-Control", "no-cache");
    super.doFilterInternal(request, new WithoutDate(response), chain);
  }

  /** Keeps the date of the build out and our caching in. */
  private static final class WithoutDate extends HttpServletResponseWrapper {
    WithoutDate(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setHeader(String name, String value) {
      if (!name.equalsIgnoreCase("Cache-Control")) {
        super.setHeader(name, value);
      }
    }

    @Override
    public void setDateHeader(String name, long date) {
      if (!name.equalsIgnoreCase("Last-Modified")) {
        super.setDateHeader(name, date);
      }
    }
  }
}
