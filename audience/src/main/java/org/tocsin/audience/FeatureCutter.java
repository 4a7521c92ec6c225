// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stream of GeoJSON into its features by brackets and quotes alone, so that a feature with a
 * fault inside costs only itself and a file of any length is never in memory. Takes a
 * FeatureCollection, features one after another (newline-delimited or not), and text sequences (RFC
 * 8142).
 *
 * <p>Where brackets or quotes do not close, nobody can say where the feature ends. Then everything
 * is lost up to the next line that begins like a feature, and the piece says so.
 */
final class FeatureCutter {
  /** Begins each record of a text sequence, and stands nowhere else. */
  private static final int RECORD = 0x1E;

  private static final int END = -1;
  private static final String FEATURES = "features";
  private static final byte[] START_OF_FEATURE =
      "{\"type\":\"Feature\"".getBytes(StandardCharsets.US_ASCII);
  private static final int LOOK_AHEAD = 256;

  /** What a piece is. */
  enum Kind {
    /** One value: a feature, or what stands in its place. */
    FEATURE,
    /** The members of a collection before its features, closed as if it had none. */
    HEAD,
    /** The members of a collection after its features. */
    TAIL,
    /** What could not be cut. */
    BROKEN
  }

  /**
   * A part of the file.
   *
   * @param line on which it begins, from 1
   * @param raw its bytes, cut at the limit of {@link Lines#MAX_LINE_BYTES}
   * @param tooLong whether they were cut
   * @param fault what is wrong with a broken one, empty for others
   */
  record Piece(Kind kind, long line, byte[] raw, boolean tooLong, String fault) {}

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final Brackets brackets = new Brackets();
  private final StringBuilder key = new StringBuilder();
  private byte[] piece = new byte[1 << 10];
  private int length;
  private boolean tooLong;
  private int at;
  private int end;
  private long line = 1;
  private boolean inCollection;
  private boolean needsComma;

  FeatureCutter(InputStream in) throws IOException {
    this.in = in;
    ahead(3);
    if (end >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      at = 3;
    }
  }

  /** The next piece; empty at the end. */
  Optional<Piece> next() throws IOException {
    length = 0;
    tooLong = false;
    if (inCollection) {
      return element();
    }
    int b = skipBlanks();
    // Commas stand between the features that a broken collection left in a reject file.
    while (b == RECORD || b == ',') {
      consume();
      b = skipBlanks();
    }
    if (b == END) {
      return Optional.empty();
    }
    long start = line;
    if (b != '{') {
      return Optional.of(broken(start, "there is no { where a feature should begin"));
    }
    return Optional.of(outermost(start));
  }

  /** A feature that stands by itself, or the beginning of a collection. */
  private Piece outermost(long start) throws IOException {
    String fault = scan(true);
    if (!fault.isEmpty()) {
      return broken(start, fault);
    }
    if (!inCollection) {
      return piece(Kind.FEATURE, start);
    }
    add(']');
    add('}');
    return piece(Kind.HEAD, start);
  }

  private Optional<Piece> element() throws IOException {
    int b = skipBlanks();
    if (b == ',' && needsComma) {
      consume();
      b = skipBlanks();
      needsComma = false;
    }
    long start = line;
    if (b == ']') {
      consume();
      return tail(start);
    }
    if (b == END) {
      inCollection = false;
      return Optional.of(
          new Piece(
              Kind.BROKEN,
              start,
              new byte[0],
              false,
              "the file ends before its list of features is closed; it may have been cut off"));
    }
    if (needsComma) {
      needsComma = false;
      return Optional.of(broken(start, "there is no comma or ] after a feature"));
    }
    needsComma = true;
    String fault = scan(false);
    if (!fault.isEmpty()) {
      return Optional.of(broken(start, fault));
    }
    if (length == 0) {
      return Optional.of(broken(start, "there is no { where a feature should begin"));
    }
    return Optional.of(piece(Kind.FEATURE, start));
  }

  private Optional<Piece> tail(long start) throws IOException {
    inCollection = false;
    for (byte b : ("{\"" + FEATURES + "\":[]").getBytes(StandardCharsets.US_ASCII)) {
      add(b);
    }
    brackets.begin();
    String fault = scan(false);
    return Optional.of(fault.isEmpty() ? piece(Kind.TAIL, start) : broken(start, fault));
  }

  /**
   * Takes one value, or the rest of the one whose first bracket is open.
   *
   * @param isOutermost whether a member "features" of it is the list of a collection; then this
   *     ends after the bracket of that list
   * @return what is wrong; empty when the value is whole
   */
  private String scan(boolean isOutermost) throws IOException {
    boolean isKey = false;
    int before = 0;
    while (true) {
      int b = peek();
      switch (b) {
        case END -> {
          return "the file ends in its middle";
        }
        case RECORD -> {
          return "a new record begins in its middle";
        }
        case '"' -> {
          take();
          isKey = isOutermost && brackets.depth() == 1 && before != ':';
          String fault = string(isKey);
          if (!fault.isEmpty()) {
            return fault;
          }
        }
        case '{', '[' -> {
          take();
          brackets.open(b == '{');
          if (isOutermost
              && b == '['
              && before == ':'
              && brackets.depth() == 2
              && FEATURES.contentEquals(key)) {
            brackets.clear();
            inCollection = true;
            needsComma = false;
            return "";
          }
        }
        case '}', ']' -> {
          if (brackets.depth() == 0) {
            return b == ']' ? "" : "a } closes nothing on line " + line;
          }
          take();
          if (!brackets.close(b == '}')) {
            return "a %c on line %d closes the other kind of bracket".formatted(b, line);
          }
          if (brackets.depth() == 0) {
            return "";
          }
        }
        case ',' -> {
          if (brackets.depth() == 0) {
            return "";
          }
          take();
        }
        default -> take();
      }
      if (b > ' ') {
        before = b;
      }
    }
  }

  /** Takes the rest of a text in quotes. */
  private String string(boolean isKey) throws IOException {
    if (isKey) {
      key.setLength(0);
    }
    boolean escaped = false;
    while (true) {
      int b = peek();
      if (b == END || b == '\n' || b == RECORD) {
        return "a quote is not closed on line " + line;
      }
      take();
      if (escaped) {
        escaped = false;
      } else if (b == '\\') {
        escaped = true;
      } else if (b == '"') {
        return "";
      }
      if (isKey && key.length() <= FEATURES.length()) {
        key.append((char) b);
      }
    }
  }

  /** Skips to where a feature begins again. */
  private Piece broken(long start, String fault) throws IOException {
    brackets.clear();
    boolean found = false;
    while (!found && peek() != END && peek() != RECORD) {
      found = take() == '\n' && featureBegins();
    }
    needsComma = false;
    boolean goesOn = found || peek() == RECORD;
    inCollection &= found;
    String lost =
        goesOn
            ? "; lines %d to %d are lost, and reading goes on at line %d"
                .formatted(start, found ? line - 1 : line, line)
            : "; the rest of the file, lines %d to %d, is lost".formatted(start, line);
    return new Piece(Kind.BROKEN, start, copy(), tooLong, fault + lost);
  }

  /** Whether the line that begins here begins like a feature. */
  private boolean featureBegins() throws IOException {
    ahead(LOOK_AHEAD);
    int matched = 0;
    int wanted = inCollection ? START_OF_FEATURE.length : 1;
    for (int i = at; i < end && matched < wanted; i++) {
      if (buffer[i] == START_OF_FEATURE[matched]) {
        matched++;
      } else if (!isBlank(buffer[i])) {
        return false;
      }
    }
    return matched == wanted;
  }

  private Piece piece(Kind kind, long start) {
    return new Piece(kind, start, copy(), tooLong, "");
  }

  private byte[] copy() {
    return Arrays.copyOf(piece, length);
  }

  private int skipBlanks() throws IOException {
    int b = peek();
    while (b != END && isBlank(b)) {
      consume();
      b = peek();
    }
    return b;
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int peek() throws IOException {
    return at == end && !fill() ? END : buffer[at] & 0xFF;
  }

  private void consume() {
    if (buffer[at++] == '\n') {
      line++;
    }
  }

  /** Moves the byte that was peeked at into the piece. */
  private int take() {
    byte b = buffer[at];
    consume();
    add(b);
    return b;
  }

  private void add(int b) {
    if (length == Lines.MAX_LINE_BYTES) {
      tooLong = true;
      return;
    }
    if (length == piece.length) {
      piece = Arrays.copyOf(piece, 2 * length);
    }
    piece[length++] = (byte) b;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = 0;
    ahead(1);
    return end > 0;
  }

  /** Has at least so many bytes in the buffer, if the file has them. */
  private void ahead(int bytes) throws IOException {
    if (buffer.length - at < bytes) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
    }
    while (end - at < bytes) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        return;
      }
      end += read;
    }
  }

  /** The brackets that are open, and of which kind; beyond a depth only their number is known. */
  private static final class Brackets {
    private static final int KNOWN = Long.SIZE;
    private long objects;
    private int depth;

    int depth() {
      return depth;
    }

    void clear() {
      depth = 0;
    }

    /** One curly bracket is open. */
    void begin() {
      depth = 0;
      open(true);
    }

    void open(boolean isObject) {
      if (depth < KNOWN) {
        long bit = 1L << depth;
        objects = isObject ? objects | bit : objects & ~bit;
      }
      depth++;
    }

    /** Closes one; false when the open one is of the other kind. */
    boolean close(boolean isObject) {
      depth--;
      return depth >= KNOWN || (objects >>> depth & 1) != 0 == isObject;
    }
  }
}
