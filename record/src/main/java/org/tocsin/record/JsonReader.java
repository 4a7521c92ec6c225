// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text (RFC 8259, and I-JSON's rules of RFC 7493 where RFC 8785 needs them). */
final class JsonReader {

  private final String text;
  private int at;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  @Nullable Object document() {
    Object value = value();
    skipSpace();
    if (at < text.length()) {
      throw refuse("something follows the value");
    }
    return value;
  }

  private @Nullable Object value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() {
    enter();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (!endsHere('}')) {
      do {
        skipSpace();
        int keyAt = at;
        if (peek() != '"') {
          throw refuse("a member must begin with a quoted name");
        }
        String key = string();
        if (members.containsKey(key)) {
          at = keyAt;
          throw refuse("duplicate member '" + Words.excerpt(key) + "'");
        }
        skipSpace();
        expect(':');
        members.put(key, value());
      } while (another('}'));
    }
    depth--;
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> array() {
    enter();
    List<@Nullable Object> values = new ArrayList<>();
    if (!endsHere(']')) {
      do {
        values.add(value());
      } while (another(']'));
    }
    depth--;
    return Collections.unmodifiableList(values);
  }

  private void enter() {
    if (++depth > CanonicalJson.MAX_DEPTH) {
      throw refuse("nested deeper than " + CanonicalJson.MAX_DEPTH);
    }
    at++;
  }

  private boolean endsHere(char end) {
    skipSpace();
    if (peek() != end) {
      return false;
    }
    at++;
    return true;
  }

  private boolean another(char end) {
    skipSpace();
    if (peek() == ',') {
      at++;
      return true;
    }
    expect(end);
    return false;
  }

  private String string() {
    expect('"');
    int from = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    if (peek() == '"') {
      return text.substring(from, at++);
    }
    StringBuilder out = new StringBuilder().append(text, from, at);
    while (true) {
      char c = peek();
      if (c == '"') {
        at++;
        break;
      }
      if (c < ' ') {
        throw refuse("a control character inside a string must be escaped");
      }
      at++;
      out.append(c == '\\' ? escaped() : c);
    }
    requireWholeCharacters(out);
    return out.toString();
  }

  /** Stands for itself and is a whole character. */
  private static boolean isPlain(char c) {
    return c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw refuse("unknown escape \\" + Words.excerpt(String.valueOf(c)));
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw refuse("\\u needs four hexadecimal digits");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private void requireWholeCharacters(CharSequence string) {
    if (string.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw refuse("the string before here holds half a surrogate pair");
    }
  }

  private Object number() {
    int from = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    boolean whole = true;
    if (has('.')) {
      whole = false;
      at++;
      digits();
    }
    if (has('e') || has('E')) {
      whole = false;
      at++;
      if (has('+') || has('-')) {
        at++;
      }
      digits();
    }
    return number(text.substring(from, at), whole, from);
  }

  private Object number(String digits, boolean whole, int from) {
    if (digits.length() > 400) {
      at = from;
      throw refuse("a number of more than 400 characters");
    }
    double value = Double.parseDouble(digits);
    if (!Double.isFinite(value)) {
      at = from;
      throw refuse("number " + Words.excerpt(digits) + " is beyond a double; write it as a string");
    }
    if (!whole) {
      return value;
    }
    if (Math.abs(value) > CanonicalJson.MAX_INTEGER) {
      at = from;
      throw refuse("integer " + Words.excerpt(digits) + " is beyond 2^53-1; write it as a string");
    }
    return (long) value;
  }

  private void digits() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw refuse("a value or digit must stand here");
    }
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw refuse("unknown word; only true, false and null are known");
    }
    at += word.length();
    return value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean has(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private char peek() {
    if (at >= text.length()) {
      throw refuse("the text ends too soon");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw refuse("'" + c + "' must stand here");
    }
    at++;
  }

  private RecordException refuse(String why) {
    return RecordException.malformed("JSON at character " + at + ": " + why);
  }
}
