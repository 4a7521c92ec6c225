// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.SenderLimit;

/**
 * Counts what tipsters ask before a byte of it is read, and forgets within about an hour from where
 * it came; addresses are in memory only. Reading by a receipt has its own allowance, so that nobody
 * who has given much is kept from what the desk asked. Inside the filter that holds bodies to their
 * limit, which writes what this one refuses; a form without large files is shown again instead, so
 * that nobody loses what they typed. Thread-safe.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class TipGate extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(TipGate.class);

  private static final Set<String> GIVING =
      Set.of("/tip", "/tip/more", "/api/v1/tips", "/api/v1/tips/more");
  private static final Set<String> READING = Set.of("/tip/receipt", "/api/v1/tips/receipt");
  private static final Set<String> HERE = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

  /** The request attribute with the refusal of a form that is to be shown again. */
  static final String REFUSED = "org.tocsin.tips.refused";

  private static final Set<String> FORMS = Set.of("/tip", "/tip/more");

  /** The longest words that are taken, in any script and however a browser writes them. */
  private static final long SHOWN_AGAIN_BYTES = 300_000;

  private static final Duration REFILL = Duration.ofHours(1);
  private static final long BYTES_AN_HOUR = 40_000_000;

  private final TipSettings settings;
  private final boolean toldOfProxies;
  private final Allowance giving;
  private final Allowance reading;
  private final AtomicBoolean warned = new AtomicBoolean();

  /** What one sender, and what all together may ask. */
  private record Allowance(SenderLimit each, SenderLimit all) {
    static Allowance of(TipSettings settings) {
      return new Allowance(
          new SenderLimit(settings.anHour(), BYTES_AN_HOUR, REFILL),
          new SenderLimit(settings.allAnHour(), 20 * BYTES_AN_HOUR, REFILL));
    }
  }

  TipGate(TipSettings settings, Environment environment) {
    this.settings = settings;
    String strategy = environment.getProperty("server.forward-headers-strategy", "none");
    this.toldOfProxies = !strategy.isBlank() && !strategy.equalsIgnoreCase("none");
    this.giving = Allowance.of(settings);
    this.reading = Allowance.of(settings);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // The path as the container understood it: an address can be written in many ways.
    String path = request.getServletPath();
    return !request.getMethod().equals("POST")
        || !(GIVING.contains(path) || READING.contains(path));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      admit(request);
    } catch (Problem refused) {
      if (!isShownAgain(request, refused)) {
        throw refused;
      }
      request.setAttribute(REFUSED, refused);
    }
    chain.doFilter(request, response);
  }

  private static boolean isShownAgain(HttpServletRequest request, Problem refused) {
    long length = request.getContentLengthLong();
    return (refused.type() == CollectProblem.TOO_MANY_TIPS
            || refused.type() == CollectProblem.TIPS_OFF)
        && FORMS.contains(request.getServletPath())
        && length >= 0
        && length <= SHOWN_AGAIN_BYTES;
  }

  /** T1020 when no tips are taken, T1021 when it is too many, T1029 without a length. */
  private void admit(HttpServletRequest request) {
    if (!settings.enabled()) {
      throw CollectProblem.TIPS_OFF.because("the form is not switched on");
    }
    long length = request.getContentLengthLong();
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    if (length < 0 && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      throw CollectProblem.NO_LENGTH.because("the request has no Content-Length");
    }
    long counted = length < 0 ? BYTES_AN_HOUR / 4 : length;
    Allowance allowance = READING.contains(request.getServletPath()) ? reading : giving;
    Optional<Duration> wait =
        isOfAnyone(request)
            ? Optional.empty()
            : allowance.each().take(request.getRemoteAddr(), counted, System.nanoTime());
    wait.or(() -> allowance.all().take("", counted, System.nanoTime()))
        .ifPresent(time -> {
          throw CollectProblem.TOO_MANY_TIPS.because(
              "the next is taken in %d minutes".formatted(time.toMinutes() + 1));
        });
  }

  /**
   * Whether a proxy on this machine passes on the requests of all tipsters, and nobody said whether
   * its words on their addresses are to be believed. One allowance for all of them would let any
   * one keep all others out.
   */
  private boolean isOfAnyone(HttpServletRequest request) {
    boolean ofAnyone =
        !toldOfProxies
            && HERE.contains(request.getRemoteAddr())
            && request.getHeader("X-Forwarded-For") != null;
    if (ofAnyone && warned.compareAndSet(false, true)) {
      log.warn(
          "tips come through a proxy on this machine, so that no sender is told from another and"
              + " only all together are limited; set server.forward-headers-strategy=native, see"
              + " docs/operate/install.md");
    }
    return ofAnyone;
  }
}
