// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.regex.Pattern;

/** The rules of single values, whatever they were read from. */
final class ValueRules {
  private static final Pattern REGISTERED_LANGUAGE =
      Pattern.compile("([A-Za-z]{2,3}|[iIxX]-.+)(-.*)?");
  private static final Pattern MIME =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(\\s*;.*)?");
  private static final Pattern SHA1_HEX = Pattern.compile("[0-9A-Fa-f]{40}");
  private static final Pattern SHA1_BASE64 = Pattern.compile("[A-Za-z0-9+/]{27}=");
  private static final Pattern PERIOD_ACRONYM = Pattern.compile("([A-Za-z]\\.){2,}[A-Za-z]?");
  private static final Pattern HTML_TAG =
      Pattern.compile(
          "</?(?i:a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|table|td|tr|u|ul)[\\s/>]");
  private static final Pattern HTML_ENTITY = Pattern.compile("&(?:[A-Za-z]{2,8}|#\\d{1,6});");
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int HEADLINE_LENGTH_MAX = 160;

  private ValueRules() {}

  /** Reports an identifier or sender that cannot stand in references. */
  static void name(Rule rule, String value, Site site, Problems problems) {
    if (value.isEmpty() || holdsNoXml(value, site, problems)) {
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c == ',' || c == '<' || c == '&') {
        String what = c <= ' ' ? "a space" : "the character " + c;
        problems.add(rule, site, value, "The value holds " + what + " at place " + (i + 1) + ".");
        return;
      }
    }
  }

  static void language(String value, Site site, Problems problems) {
    if (!isLanguageTag(value)) {
      problems.add(Rule.LANGUAGE, site, value, "This is not a language tag.");
    } else if (!REGISTERED_LANGUAGE.matcher(value).matches()) {
      problems.add(
          Rule.LANGUAGE,
          ProblemSeverity.WARNING,
          site,
          value,
          "The language is not a code of two or three letters.");
    }
  }

  /**
   * Subtags of one to eight letters or digits between dashes, the first of letters (RFC 3066 §2.1).
   * No pattern, since a long value would exhaust the stack of one.
   */
  private static boolean isLanguageTag(String value) {
    int length = 0;
    boolean first = true;
    for (int i = 0; i <= value.length(); i++) {
      char c = i < value.length() ? value.charAt(i) : '-';
      boolean digit = c >= '0' && c <= '9';
      if (c == '-') {
        if (length < 1 || length > 8) {
          return false;
        }
        length = 0;
        first = false;
      } else if (isLetter(c) || (digit && !first)) {
        length++;
      } else {
        return false;
      }
    }
    return true;
  }

  static void absoluteUri(Rule rule, String value, Site site, Problems problems) {
    if (holdsNoXml(value, site, problems)) {
      return;
    }
    if (!isAbsoluteUri(value)) {
      problems.add(rule, site, value, "This is not an absolute URI.");
    }
  }

  /** A scheme, a colon, and something without white space, angle brackets and quotes. */
  private static boolean isAbsoluteUri(String value) {
    int colon = value.indexOf(':');
    if (colon < 1 || colon == value.length() - 1 || !isLetter(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < colon; i++) {
      char c = value.charAt(i);
      if (!isLetter(c) && (c < '0' || c > '9') && c != '+' && c != '.' && c != '-') {
        return false;
      }
    }
    for (int i = colon + 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r') || c == '<' || c == '>' || c == '"') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  static void mimeType(String value, Site site, Problems problems) {
    if (value.isEmpty() || holdsNoXml(value, site, problems)) {
      return;
    }
    if (!MIME.matcher(value).matches()) {
      problems.add(Rule.MIME_TYPE, site, value, "This is not a MIME type.");
    }
  }

  static void digest(String value, Site site, Problems problems) {
    if (SHA1_HEX.matcher(value).matches()) {
      return;
    }
    // The standard names the hash and not its spelling, so base64 of twenty bytes may pass.
    ProblemSeverity severity =
        SHA1_BASE64.matcher(value).matches() ? ProblemSeverity.WARNING : ProblemSeverity.ERROR;
    problems.add(Rule.DIGEST, severity, site, value, "This is not a SHA-1 in hexadecimal digits.");
  }

  static void base64(String value, Site site, Problems problems) {
    if (holdsNoXml(value, site, problems)) {
      return;
    }
    int length = 0;
    int padding = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '=') {
        padding++;
        length++;
      } else if (padding == 0 && BASE64.indexOf(c) >= 0) {
        length++;
      } else if (c > ' ') {
        problems.add(
            Rule.DEREF_URI,
            site,
            value,
            "The character " + c + " at place " + (i + 1) + " is not base64.");
        return;
      }
    }
    if (length % 4 != 0 || padding > 2) {
      problems.add(
          Rule.DEREF_URI,
          site,
          value,
          "The base64 has " + length + " characters, not a multiple of 4.");
    }
  }

  static void valueName(String value, Site site, Problems problems) {
    if (value.indexOf('.') >= 0 && PERIOD_ACRONYM.matcher(value).matches()) {
      problems.add(Rule.ACRONYM, site, value, "The valueName is an acronym with periods.");
    }
  }

  static void headline(String value, Site site, Problems problems) {
    if (value.length() <= HEADLINE_LENGTH_MAX) {
      return;
    }
    int length = value.codePointCount(0, value.length());
    if (length > HEADLINE_LENGTH_MAX) {
      problems.add(Rule.HEADLINE, site, value, "The headline has " + length + " characters.");
    }
  }

  /**
   * Reports characters that XML cannot carry, and markup that receivers would show as it stands.
   */
  static void text(String value, Site site, Problems problems) {
    if (holdsNoXml(value, site, problems)) {
      return;
    }
    boolean markup = value.indexOf('<') >= 0 || value.indexOf('&') >= 0;
    if (markup && (HTML_TAG.matcher(value).find() || HTML_ENTITY.matcher(value).find())) {
      problems.add(Rule.MARKUP, site, value, "The text holds HTML.");
    }
  }

  /** Whether a value that was not read from XML holds a character that XML cannot; reports it. */
  private static boolean holdsNoXml(String value, Site site, Problems problems) {
    if (site.isParsed()) {
      return false;
    }
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      if (!Texts.isXml(c)) {
        problems.add(
            Rule.CHARACTER,
            site,
            "",
            String.format("The character U+%04X at place %d cannot stand in XML.", c, i + 1));
        return true;
      }
      i += Character.charCount(c);
    }
    return false;
  }
}
