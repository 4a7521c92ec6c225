// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes that a reading was made from, so that nothing is lost whatever came of it: to keep, to
 * put aside, to verify a signature, to read again. Immutable; bytes are copied in and out.
 *
 * <p>Of a message that was given as bytes they are those bytes, and of one given as text its UTF-8.
 * Of an alert inside another document, and of every document that is read alert by alert, they are
 * the stretch that holds the alert, from the first byte of its start tag to the last of its end
 * tag, as UTF-8 whatever the encoding of the document was; prefixes that were bound outside of the
 * alert are not bound in it. Where a document ended, or could be read no further, they are what
 * stands in it since the last alert.
 */
public final class Original {
  /** More than the bytes, perhaps: a window has room behind them. Nobody writes to it any more. */
  private final byte[] bytes;

  private final int size;
  private final boolean whole;

  private Original(byte[] bytes, boolean whole) {
    this(bytes, bytes.length, whole);
  }

  private Original(byte[] bytes, int size, boolean whole) {
    this.bytes = bytes;
    this.size = size;
    this.whole = whole;
  }

  /**
   * An input that was parsed. The window that the parser made of it is taken where it holds the
   * very bytes, so that most messages are not copied a second time.
   */
  static Original of(byte[] input, XmlWindow window) {
    return window.limit() == input.length
            && Arrays.equals(window.bytes(), 0, input.length, input, 0, input.length)
        ? new Original(window.bytes(), input.length, true)
        : new Original(input.clone(), true);
  }

  /** A whole input, or its beginning when it is larger than the limit. */
  static Original of(byte[] input, ReadLimits limits) {
    int size = Math.min(input.length, limits.bytesMax());
    return new Original(Arrays.copyOf(input, size), size == input.length);
  }

  static Original of(String text, ReadLimits limits) {
    int length = Math.min(text.length(), limits.bytesMax());
    return new Original(text.substring(0, length).getBytes(UTF_8), length == text.length());
  }

  /** A stretch of a document. */
  static Original of(XmlWindow window, int from, int to, boolean whole) {
    return new Original(Arrays.copyOfRange(window.bytes(), from, to), whole);
  }

  /** Whether nothing is missing. False when the input was larger than the limits and was cut. */
  public boolean isWhole() {
    return whole;
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** The bytes as a stream, without a copy. */
  public InputStream stream() {
    return new ByteArrayInputStream(bytes, 0, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Original original
        && whole == original.whole
        && Arrays.equals(bytes, 0, size, original.bytes, 0, original.size);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  /** How many bytes there are; what they say may be personal and does not belong into logs. */
  @Override
  public String toString() {
    return size + " bytes" + (whole ? "" : ", cut");
  }
}
