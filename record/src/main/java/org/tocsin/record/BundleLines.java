// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The lines of a bundle's body as they come, and the SHA-256 of all that was taken. Holds one line
 * and what was read ahead. Not for several threads.
 */
final class BundleLines {

  /** The longest line: a disclosed value may be a long text, and no entry is as long. */
  static final int LINE_MAX = 8 << 20;

  private static final int READ_AHEAD = 1 << 16;

  private final InputStream in;
  private final MessageDigest digest = Hash.sha256Digest();
  private byte[] buffer = new byte[READ_AHEAD];
  private int hashed;
  private int at;
  private int filled;
  private int lineStart;
  private int lineEnd;
  private long takenBefore;
  private long number;

  BundleLines(InputStream in) {
    this.in = in;
  }

  /** How many bytes were taken. */
  long taken() {
    return takenBefore + at;
  }

  /** The SHA-256 of the bytes that were taken; once, as the end of all taking. */
  Hash hash() {
    digest.update(buffer, hashed, at - hashed);
    hashed = at;
    return Hash.finish(digest);
  }

  /** Whether the next line begins so. */
  boolean next(byte[] start) throws IOException {
    while (filled - at < start.length && fill()) {}
    if (filled - at < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (buffer[at + i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes the next line, which stands in {@link #buffer} from {@link #lineStart} to {@link
   * #lineEnd} until anything else is called.
   */
  void take() throws IOException {
    int end = at;
    while (true) {
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      if (end < filled) {
        break;
      }
      int before = end - at;
      if (before >= LINE_MAX) {
        throw RecordException.malformed(
            "line " + (number + 1) + " of the bundle is longer than " + LINE_MAX + " bytes");
      }
      if (!fill()) {
        throw RecordException.malformed("the bundle ends after line " + number + ", too soon");
      }
      end = at + before;
    }
    lineStart = at;
    lineEnd = end;
    at = end + 1;
    number++;
  }

  byte[] buffer() {
    return buffer;
  }

  int lineStart() {
    return lineStart;
  }

  int lineEnd() {
    return lineEnd;
  }

  /** The rest of the next line, which must begin so, as text. */
  String take(byte[] start) throws IOException {
    if (!next(start)) {
      throw RecordException.malformed(
          "line "
              + (number + 1)
              + " of the bundle must begin with '"
              + new String(start, StandardCharsets.US_ASCII).strip()
              + "'");
    }
    take();
    return Words.utf8(Arrays.copyOfRange(buffer, lineStart + start.length, lineEnd), "a line");
  }

  /** All that follows, at most {@code limit} bytes and one more; it is not hashed. */
  byte[] rest(int limit) throws IOException {
    while (filled - at <= limit && fill()) {}
    return Arrays.copyOfRange(buffer, at, Math.min(filled, at + limit + 1));
  }

  /** Reads on; what was taken makes room. */
  private boolean fill() throws IOException {
    digest.update(buffer, hashed, at - hashed);
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    takenBefore += at;
    filled -= at;
    at = 0;
    hashed = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }
}
