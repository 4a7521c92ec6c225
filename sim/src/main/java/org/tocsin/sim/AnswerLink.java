// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The link {@code …/a/{token}} in a message. */
final class AnswerLink {
  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s/\"'<>]{1,255}/a/([A-Za-z0-9._~-]{8,1024})");

  private AnswerLink() {}

  /** The token of the first link in a text or JSON body; a full stop after it is not part of it. */
  static Optional<String> findToken(String body) {
    // JSON may write a slash as \/ (RFC 8259 §7).
    Matcher matcher = LINK.matcher(body.indexOf("\\/") < 0 ? body : body.replace("\\/", "/"));
    if (!matcher.find()) {
      return Optional.empty();
    }
    String token = matcher.group(1);
    int end = token.length();
    while (end > 0 && token.charAt(end - 1) == '.') {
      end--;
    }
    return Optional.of(token.substring(0, end));
  }
}
