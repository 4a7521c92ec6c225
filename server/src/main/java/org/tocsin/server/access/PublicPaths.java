// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The addresses that need nobody signed in. Everything else does. */
final class PublicPaths {

  /** Pages and files for everybody. */
  static final List<String> PAGES =
      List.of(
          "/",
          "/alerts",
          "/alerts/**",
          "/others",
          "/others/**",
          "/feed*",
          "/feed/**",
          "/a/**",
          "/in/sms/*/*",
          "/u/*",
          "/record",
          "/record/**",
          "/witness/*",
          "/witness/*/checkpoint",
          "/problems",
          "/problems/**",
          "/certificates",
          "/certificates/**",
          "/check",
          "/service-level",
          "/hub",
          "/synthetic/alerts",
          "/tip",
          "/tip/*",
          "/health",
          "/health/**",
          "/login",
          "/logout",
          "/setup",
          "/password/*",
          "/assets/**",
          "/webjars/**",
          "/openapi.*",
          "/robots.txt",
          "/favicon.ico",
          "/error");

  /**
   * The two calls with which a script gets its first token, both of which ask for a secret in the
   * body, and those of a tipster, who stays unknown.
   */
  static final List<String> API_POSTS =
      List.of(
          "/api/v1/tokens",
          "/api/v1/setup",
          "/api/v1/tips",
          "/api/v1/tips/receipt",
          "/api/v1/tips/more");

  /** What programs may read without a token: what everybody can read as a page. */
  static final List<String> API_GETS =
      List.of("/api/v1/others", "/api/v1/others/*", "/api/v1/service-level");

  /**
   * Forms that need no proof of being ours: the first three carry their proof in the address, the
   * fourth changes nothing, what the fifth is told is asked again elsewhere, the next two are
   * signed, and whoever gives a tip is nobody whom another site could act for.
   */
  static final List<String> WITHOUT_FORM_TOKEN =
      List.of(
          "/a/**",
          "/in/sms/*/*",
          "/u/*",
          "/check",
          "/hub",
          "/synthetic/alerts",
          "/witness/add-checkpoint",
          "/tip",
          "/tip/*");

  private static final List<PathPattern> PATTERNS =
      PAGES.stream().map(PathPatternParser.defaultInstance::parse).toList();

  private static final List<PathPattern> API_PATTERNS =
      API_GETS.stream().map(PathPatternParser.defaultInstance::parse).toList();

  private PublicPaths() {}

  /** Whether this request needs nobody signed in. */
  static boolean contains(String method, String path) {
    if (path.startsWith("/api/")) {
      return method.equals("POST")
          ? API_POSTS.contains(path)
          : (method.equals("GET") || method.equals("HEAD")) && matches(API_PATTERNS, path);
    }
    return matches(PATTERNS, path);
  }

  private static boolean matches(List<PathPattern> patterns, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return patterns.stream().anyMatch(pattern -> pattern.matches(parsed));
  }
}
