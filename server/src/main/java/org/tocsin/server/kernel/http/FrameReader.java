// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** Parts what comes on an HTTP/2 connection into frames (RFC 9113 §4.1). Used by one thread. */
final class FrameReader {

  /** The octets before a frame's payload. */
  static final int HEAD = 9;

  private static final int PADDED = 0x8;
  private static final int TEXT_MOST = 100;

  private final int most;
  private final byte[] head = new byte[HEAD];
  private final byte[] payload;
  private int headLength;
  private int taken;
  private int at;
  private int length;

  /**
   * Has read nothing.
   *
   * @param most the longest payload of a frame
   */
  FrameReader(int most) {
    this.most = most;
    payload = new byte[most];
  }

  /**
   * Goes on reading.
   *
   * @return whether a frame is whole, which stays until this is called again
   * @throws ProtocolException when a frame is longer than allowed
   */
  boolean reads(ByteBuffer in) throws ProtocolException {
    if (headLength == HEAD && taken == whole()) {
      headLength = 0;
      taken = 0;
    }
    if (headLength < HEAD) {
      int count = Math.min(HEAD - headLength, in.remaining());
      in.get(head, headLength, count);
      headLength += count;
      if (headLength < HEAD) {
        return false;
      }
      if (whole() > most) {
        throw new ProtocolException(
            "the host does not speak HTTP/2, or in frames that are too long");
      }
    }
    int count = Math.min(whole() - taken, in.remaining());
    in.get(payload, taken, count);
    taken += count;
    at = 0;
    length = whole();
    return taken == length;
  }

  private int whole() {
    return (head[0] & 0xFF) << 16 | (head[1] & 0xFF) << 8 | (head[2] & 0xFF);
  }

  int type() {
    return head[3];
  }

  boolean has(int flag) {
    return (head[4] & flag) != 0;
  }

  int stream() {
    return ((head[5] & 0x7F) << 24)
        | (head[6] & 0xFF) << 16
        | (head[7] & 0xFF) << 8
        | (head[8] & 0xFF);
  }

  /** Where the octets of the frame lie, from {@link #at} on, {@link #length} of them. */
  byte[] payload() {
    return payload;
  }

  int at() {
    return at;
  }

  int length() {
    return length;
  }

  /** A number of four octets. */
  int number(int offset) throws ProtocolException {
    if (offset + 4 > length) {
      throw new ProtocolException("a frame is shorter than it has to be");
    }
    int from = at + offset;
    return (payload[from] & 0xFF) << 24
        | (payload[from + 1] & 0xFF) << 16
        | (payload[from + 2] & 0xFF) << 8
        | (payload[from + 3] & 0xFF);
  }

  /** What is said from an offset on, for people: a hundred printable letters at most. */
  String text(int offset) {
    StringBuilder text = new StringBuilder();
    for (int i = at + offset; i < at + length && text.length() < TEXT_MOST; i++) {
      text.append(payload[i] >= ' ' && payload[i] <= '~' ? (char) payload[i] : '?');
    }
    return text.toString();
  }

  void need(int least, int mostOfIt) throws ProtocolException {
    if (length < least || length > mostOfIt) {
      throw new ProtocolException("a frame has a length that its kind cannot have");
    }
  }

  /** Passes over octets at the start. */
  void skip(int count) throws ProtocolException {
    need(count, most);
    at += count;
    length -= count;
  }

  /** Takes the padding off, if there is any (§6.1). */
  void unpad() throws ProtocolException {
    if (has(PADDED)) {
      need(1, most);
      int padding = payload[at] & 0xFF;
      skip(1);
      need(padding, most);
      length -= padding;
    }
  }
}
