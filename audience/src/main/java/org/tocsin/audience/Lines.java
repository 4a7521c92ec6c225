// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a stream as bytes, each of bounded length; a byte order mark at the start is
 * dropped.
 */
final class Lines {
  /** The most bytes of a line: 1 MiB, room for a polygon of some 40,000 positions. */
  static final int MAX_LINE_BYTES = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final Deque<Line> returned = new ArrayDeque<>();
  private int at;
  private int end;
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /**
   * One line without its end.
   *
   * @param number from 1
   * @param raw its bytes, cut at the limit
   * @param tooLong whether it was cut
   */
  record Line(long number, byte[] raw, boolean tooLong) {

    /** The text; refuses what is too long or no UTF-8. */
    String text() throws BadInput {
      if (tooLong) {
        throw new BadInput(
            "",
            "line is longer than " + MAX_LINE_BYTES + " bytes",
            "divide it, or check that the file has line ends");
      }
      // The quick way puts U+FFFD for a bad byte; only when there is one, the slow way says whether
      // it stood in the file and where the bad byte is.
      String quick = new String(raw, StandardCharsets.UTF_8);
      if (quick.indexOf('\uFFFD') < 0) {
        return quick;
      }
      ByteBuffer bytes = ByteBuffer.wrap(raw);
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(bytes)
            .toString();
      } catch (CharacterCodingException e) {
        // The decoder stops at the first bad byte.
        throw new BadInput(
            "0x%02X".formatted(raw[bytes.position()]),
            "line is not UTF-8 at byte " + (bytes.position() + 1),
            "save the file as UTF-8");
      }
    }
  }

  /** The next line; empty at the end. */
  Optional<Line> next() throws IOException {
    Line again = returned.pollFirst();
    if (again != null) {
      return Optional.of(again);
    }
    if (at == end && !fill()) {
      return Optional.empty();
    }
    int start = at;
    skipToEnd();
    if (at < end) {
      return Optional.of(line(Arrays.copyOfRange(buffer, start, at++), false));
    }
    return Optional.of(acrossBuffers(start));
  }

  /** A line whose end is not in the buffer. */
  private Line acrossBuffers(int first) throws IOException {
    ByteArrayOutputStream longLine = new ByteArrayOutputStream(2 * (at - first));
    boolean tooLong = false;
    int start = first;
    while (true) {
      int take = Math.min(at - start, MAX_LINE_BYTES - longLine.size());
      tooLong |= take < at - start;
      longLine.write(buffer, start, take);
      if (at < end) {
        at++;
        return line(longLine.toByteArray(), tooLong);
      }
      if (!fill()) {
        return line(longLine.toByteArray(), tooLong);
      }
      start = at;
      skipToEnd();
    }
  }

  private void skipToEnd() {
    int here = at;
    while (here < end && buffer[here] != '\n') {
      here++;
    }
    at = here;
  }

  /** Gives lines back, to be read again in their order. */
  void giveBack(List<Line> lines) {
    lines.reversed().forEach(returned::addFirst);
  }

  private boolean fill() throws IOException {
    at = 0;
    end = 0;
    int read = in.read(buffer);
    while (read == 0) {
      read = in.read(buffer);
    }
    end = Math.max(read, 0);
    return read > 0;
  }

  private Line line(byte[] raw, boolean tooLong) {
    number++;
    int from =
        number == 1
                && raw.length >= 3
                && raw[0] == (byte) 0xEF
                && raw[1] == (byte) 0xBB
                && raw[2] == (byte) 0xBF
            ? 3
            : 0;
    int to = raw.length > from && raw[raw.length - 1] == '\r' ? raw.length - 1 : raw.length;
    return new Line(
        number, from == 0 && to == raw.length ? raw : Arrays.copyOfRange(raw, from, to), tooLong);
  }
}
