// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.nio.charset.StandardCharsets;

/**
 * Recognizes, byte by byte, most entries that hide nothing: version 1, canonical, without
 * commitments, in ASCII without escapes, with whole numbers only. Whoever verifies millions needs
 * no more of these; whatever it does not recognize {@link Entry#parse} judges, which is the rule
 * and takes twenty times as long. So a no here means nothing, and a yes must always be right. Not
 * for several threads.
 */
final class PlainEntry {

  private static final byte[] AT = ascii("{\"at\":\"");
  private static final byte[] BY = ascii("\",\"by\":\"");
  private static final byte[] CASE = ascii("\",\"case\":\"");
  private static final byte[] COMMITMENTS = ascii("\",\"commitments\":{},\"facts\":");
  private static final byte[] SUBJECT = ascii(",\"subject\":\"");
  private static final byte[] TYPE_AFTER_SUBJECT = ascii("\",\"type\":\"");
  private static final byte[] TYPE = ascii(",\"type\":\"");
  private static final byte[] VERSION = ascii("\",\"v\":1}");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");

  private static final int LABEL_MAX = 200;
  private static final int TYPE_MAX = 64;
  private static final int DIGITS_MAX = 15; // below 2^53 whatever they are
  private static final int DEPTH_MAX = 16;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether these bytes are surely an entry without commitments. */
  boolean recognizes(byte[] entry, int from, int to) {
    bytes = entry;
    at = from;
    end = to;
    if (to - from > Entry.MAX_BYTES || !skip(AT) || !time() || !skip(BY) || !label()) {
      return false;
    }
    if (skip(CASE) && !label()) {
      return false;
    }
    if (!skip(COMMITMENTS) || !isAt('{') || !value(2)) {
      return false;
    }
    boolean typed = skip(SUBJECT) ? label() && skip(TYPE_AFTER_SUBJECT) : skip(TYPE);
    return typed && type() && skip(VERSION) && at == end;
  }

  private boolean isAt(char expected) {
    return at < end && bytes[at] == expected;
  }

  private boolean skip(byte[] expected) {
    if (end - at < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes[at + i] != expected[i]) {
        return false;
      }
    }
    at += expected.length;
    return true;
  }

  /** {@code 2024-03-07T20:00:00Z}, or with 3, 6 or 9 digits more, of which the last is needed. */
  private boolean time() {
    int year = number(4, '-');
    int month = number(2, '-');
    int day = number(2, 'T');
    int hour = number(2, ':');
    int minute = number(2, ':');
    int second = number(2, '\0');
    boolean inRange =
        year >= 1
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= 28 // the days that every month has
            && hour >= 0
            && hour <= 23
            && minute >= 0
            && minute <= 59
            && second >= 0
            && second <= 59;
    if (!inRange) {
      return false;
    }
    if (isAt('.')) {
      at++;
      int thousandths = number(3, '\0');
      for (int more = 0; more < 2 && thousandths >= 0 && !isAt('Z'); more++) {
        thousandths = number(3, '\0');
      }
      if (thousandths <= 0) {
        return false;
      }
    }
    if (!isAt('Z')) {
      return false;
    }
    at++;
    return true;
  }

  /** So many digits and what stands behind them, unless that is nothing; -1 if it is not so. */
  private int number(int digits, char behind) {
    int last = at + digits;
    if (last >= end) {
      return -1;
    }
    int number = 0;
    while (at < last) {
      int digit = bytes[at++] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    if (behind != '\0' && bytes[at++] != behind) {
      return -1;
    }
    return number;
  }

  /** Up to the quotation mark, which stays. */
  private boolean label() {
    int from = at;
    boolean blank = true;
    while (at < end && isPlain(bytes[at])) {
      blank &= bytes[at] == ' ';
      at++;
    }
    return !blank && at - from <= LABEL_MAX && isAt('"');
  }

  private boolean type() {
    int from = at;
    while (at < end && isLetterOrDigit(bytes[at])) {
      at++;
    }
    return at > from
        && at - from <= TYPE_MAX
        && bytes[from] >= 'A'
        && bytes[from] <= 'Z'
        && isAt('"');
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  /** Stands for itself inside a string; what is above ASCII is negative as a byte. */
  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\' && b != 0x7f;
  }

  private boolean value(int depth) {
    if (at >= end || depth > DEPTH_MAX) {
      return false;
    }
    return switch (bytes[at]) {
      case '"' -> string();
      case '{' -> object(depth);
      case '[' -> array(depth);
      case 't' -> skip(TRUE);
      case 'f' -> skip(FALSE);
      case 'n' -> skip(NULL);
      default -> wholeNumber();
    };
  }

  private boolean string() {
    at++;
    while (at < end && isPlain(bytes[at])) {
      at++;
    }
    return ends('"');
  }

  private boolean ends(char last) {
    if (!isAt(last)) {
      return false;
    }
    at++;
    return true;
  }

  private boolean wholeNumber() {
    if (isAt('-')) {
      at++;
      if (isAt('0')) {
        return false;
      }
    }
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    int digits = at - from;
    boolean zeroFirst = digits > 1 && bytes[from] == '0';
    return digits > 0 && digits <= DIGITS_MAX && !zeroFirst;
  }

  private boolean array(int depth) {
    at++;
    if (ends(']')) {
      return true;
    }
    while (value(depth + 1)) {
      if (!ends(',')) {
        return ends(']');
      }
    }
    return false;
  }

  private boolean object(int depth) {
    at++;
    if (ends('}')) {
      return true;
    }
    int keyBefore = -1;
    int keyBeforeEnd = -1;
    while (isAt('"')) {
      int key = at + 1;
      if (!string() || (keyBefore >= 0 && !rises(keyBefore, keyBeforeEnd, key, at - 1))) {
        return false;
      }
      keyBefore = key;
      keyBeforeEnd = at - 1;
      if (!ends(':') || !value(depth + 1)) {
        return false;
      }
      if (!ends(',')) {
        return ends('}');
      }
    }
    return false;
  }

  /** Whether the first key stands before the second, which is another one. */
  private boolean rises(int first, int firstEnd, int second, int secondEnd) {
    int i = first;
    int j = second;
    while (i < firstEnd && j < secondEnd) {
      if (bytes[i] != bytes[j]) {
        return bytes[i] < bytes[j];
      }
      i++;
      j++;
    }
    return i == firstEnd && j < secondEnd;
  }
}
