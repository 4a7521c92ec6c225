// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.ProblemWriter;

/** Finds out who makes a request: by bearer token at the API, by session cookie at the pages. */
final class WhoFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";

  private final boolean api;
  private final Tokens tokens;
  private final SessionStore sessions;
  private final ProblemWriter problems;
  // Kept with the request, so that an answer that is written later still knows who asked.
  private final RequestAttributeSecurityContextRepository contexts =
      new RequestAttributeSecurityContextRepository();

  WhoFilter(boolean api, Tokens tokens, SessionStore sessions, ProblemWriter problems) {
    this.api = api;
    this.tokens = tokens;
    this.sessions = sessions;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/assets/")
        || path.startsWith("/webjars/")
        || path.startsWith("/health");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Officer> officer;
    try {
      officer = api ? byToken(request) : SessionCookie.find(request).flatMap(sessions::find);
    } catch (Problem refused) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      problems.write(request, response, refused);
      return;
    }
    if (officer.isPresent()) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(new OfficerAuthentication(officer.get()));
      SecurityContextHolder.setContext(context);
      contexts.saveContext(context, request, response);
    }
    chain.doFilter(request, response);
  }

  private Optional<Officer> byToken(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || PublicPaths.contains(request.getMethod(), request.getRequestURI())) {
      return Optional.empty();
    }
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw AccessProblem.TOKEN_UNKNOWN.because(
          "the API reads 'Authorization: Bearer %s…' only".formatted(Tokens.PREFIX));
    }
    return Optional.of(tokens.use(new Secret(header.substring(BEARER.length()).strip())));
  }
}
