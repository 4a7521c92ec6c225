// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

/**
 * Headers as they are sent and, beside that, in the relaxed form in which they are signed (RFC 6376
 * §3.4.2). Used by one thread.
 */
final class HeaderBlock {

  private final StringBuilder text;
  private final StringBuilder relaxed;
  private final StringBuilder names;
  private final boolean signed;

  HeaderBlock(boolean signed, int size) {
    this.signed = signed;
    this.text = new StringBuilder(size);
    this.relaxed = new StringBuilder(signed ? size : 0);
    this.names = new StringBuilder(signed ? size / 4 : 0);
  }

  /**
   * Adds a header.
   *
   * @param value its text, folded where it has to be with CR LF and a space
   */
  void add(String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
    if (signed) {
      String lower = name.toLowerCase(java.util.Locale.ROOT);
      relaxed.append(lower).append(':');
      relax(value);
      relaxed.append("\r\n");
      names.append(names.isEmpty() ? "" : ":").append(lower);
    }
  }

  /** Without folds, each run of spaces one space, none at the ends. */
  private void relax(String value) {
    boolean space = false;
    int begin = relaxed.length();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        space = true;
        continue;
      }
      if (space && relaxed.length() > begin) {
        relaxed.append(' ');
      }
      space = false;
      relaxed.append(c);
    }
  }

  String text() {
    return text.toString();
  }

  String relaxed() {
    return relaxed.toString();
  }

  /** The names with colons between them, in the order of the relaxed form. */
  String names() {
    return names.toString();
  }
}
