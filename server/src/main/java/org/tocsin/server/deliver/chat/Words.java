// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.util.regex.Pattern;

/**
 * Words of a warning made harmless where people talk. A WORD JOINER (U+2060), which nobody sees,
 * parts the sign from the name behind it, so that {@code @channel}, {@code @here}, {@code @all} and
 * {@code @room} call nobody. E-mail addresses stay as they are, to be copied.
 */
final class Words {

  static final String JOINER = "\u2060";

  // U+FF20 is the wide sign that some services take for the same.
  private static final Pattern MENTION = Pattern.compile("(?<![A-Za-z0-9])([@\uFF20])(?=\\S)");

  private Words() {}

  /** The text without mentions. */
  static String quiet(String text) {
    return MENTION.matcher(text).replaceAll("$1" + JOINER);
  }

  /** HTML's and Slack's three signs as entities. */
  static String entities(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
