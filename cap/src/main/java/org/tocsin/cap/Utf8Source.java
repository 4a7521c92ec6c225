// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Turns bytes of any encoding into UTF-8, a piece at a time. Bytes that are no text are replaced by
 * U+FFFD and the first is reported. Not safe for several threads.
 */
final class Utf8Source {
  private static final int PIECE_BYTES = 1 << 14;

  private final Charset charset;
  private final CharsetDecoder decoder;
  private final InputStream in;
  private final ByteBuffer pending = ByteBuffer.allocate(PIECE_BYTES);
  private final CharBuffer chars = CharBuffer.allocate(PIECE_BYTES);
  private boolean ended;
  private boolean flushed;
  private boolean reported;

  /** A whole input. */
  Utf8Source(SourceText.Encoding encoding, byte[] input) {
    this(
        encoding.charset(),
        new java.io.ByteArrayInputStream(
            input, encoding.markLength(), input.length - encoding.markLength()));
  }

  private Utf8Source(Charset charset, InputStream in) {
    this.charset = charset;
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    pending.flip();
  }

  /** A stream, whose first bytes tell its encoding. */
  static Utf8Source of(InputStream in, Problems problems) throws IOException {
    byte[] first = in.readNBytes(SourceText.DECLARATION_BYTES_MAX);
    SourceText.Encoding encoding = SourceText.encoding(first, problems);
    Utf8Source source = new Utf8Source(encoding.charset(), in);
    source.pending.clear();
    source.pending.put(first, encoding.markLength(), first.length - encoding.markLength());
    source.pending.flip();
    return source;
  }

  /**
   * Adds the next piece to a window; false when there is none.
   *
   * @throws UncheckedIOException when the stream fails
   */
  boolean fill(XmlWindow window, Problems problems) {
    while (!flushed) {
      if (!ended) {
        read();
      }
      chars.clear();
      CoderResult result = decoder.decode(pending, chars, ended);
      if (ended && result.isUnderflow()) {
        result = decoder.flush(chars);
        flushed = result.isUnderflow();
      }
      boolean any = append(window);
      if (result.isError()) {
        replaceBytes(result.length(), window, problems);
        any = true;
      }
      if (any) {
        return true;
      }
    }
    return false;
  }

  private void read() {
    pending.compact();
    try {
      int count = in.read(pending.array(), pending.position(), pending.remaining());
      ended = count < 0;
      pending.position(pending.position() + Math.max(0, count));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      pending.flip();
    }
  }

  private boolean append(XmlWindow window) {
    byte[] utf8 = chars.flip().toString().getBytes(UTF_8);
    window.append(utf8, utf8.length);
    return utf8.length > 0;
  }

  private void replaceBytes(int length, XmlWindow window, Problems problems) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < length; i++) {
      value.append(String.format(i == 0 ? "%02X" : " %02X", pending.get()));
    }
    Problems once = reported ? new Problems(1) : problems;
    reported = true;
    replace(value.toString(), "This is not text in " + charset.name(), window, once);
  }

  /** Puts U+FFFD in the place of what is no text. */
  static void replace(String value, String why, XmlWindow window, Problems problems) {
    problems.add(
        Rule.ENCODING,
        new Place(window, window.limit(), ""),
        value,
        why + "; it was replaced by U+FFFD, and so was what follows of the kind.");
    byte[] replacement = "\uFFFD".getBytes(UTF_8);
    window.append(replacement, replacement.length);
  }
}
