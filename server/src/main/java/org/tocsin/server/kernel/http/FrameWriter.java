// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Piles up the frames that are to be sent on an HTTP/2 connection (RFC 9113 §4.1), so that one
 * write carries many. Used by one thread.
 */
final class FrameWriter {

  static final int DATA = 0x0;
  static final int HEADERS = 0x1;
  static final int RST_STREAM = 0x3;
  static final int SETTINGS = 0x4;
  static final int PUSH_PROMISE = 0x5;
  static final int PING = 0x6;
  static final int GOAWAY = 0x7;
  static final int WINDOW_UPDATE = 0x8;
  static final int CONTINUATION = 0x9;

  static final int ACK = 0x1;
  static final int END_STREAM = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PRIORITY_GIVEN = 0x20;

  private static final int HEAD = 9;
  private static final int FIRST = 8 * 1024;

  /** A pile that has grown beyond this by one large body does not stay. */
  private static final int KEPT_MOST = 256 * 1024;

  private ByteBuffer pile = ByteBuffer.allocateDirect(FIRST);
  private int begun;

  boolean isEmpty() {
    return pile.position() == 0;
  }

  /** All of it, until more is written. */
  @Nullable ByteBuffer take() {
    if (isEmpty()) {
      return null;
    }
    ByteBuffer all = pile.flip().slice();
    pile = pile.capacity() > KEPT_MOST ? ByteBuffer.allocateDirect(FIRST) : pile.clear();
    return all;
  }

  /** Starts a frame; its length is known when it {@link #end}s. */
  void begin(int type, int flags, int stream) {
    room(HEAD);
    begun = pile.position();
    pile.putInt(type).put((byte) flags).putInt(stream); // the length comes before the type
  }

  void end() {
    int length = pile.position() - begun - HEAD;
    pile.put(begun, (byte) (length >>> 16)).putShort(begun + 1, (short) length);
  }

  void octets(byte[] octets) {
    octets(octets, 0, octets.length);
  }

  void octets(byte[] octets, int from, int length) {
    room(length);
    pile.put(octets, from, length);
  }

  void setting(int name, int value) {
    room(6);
    pile.putShort((short) name).putInt(value);
  }

  /** The head of a post, in as many frames as it needs. */
  void head(int stream, byte[] fields, boolean ends, int frameMost) {
    int sent = 0;
    do {
      int count = Math.min(frameMost, fields.length - sent);
      boolean first = sent == 0;
      boolean last = sent + count == fields.length;
      begin(
          first ? HEADERS : CONTINUATION,
          (last ? END_HEADERS : 0) | (first && ends ? END_STREAM : 0),
          stream);
      octets(fields, sent, count);
      end();
      sent += count;
    } while (sent < fields.length);
  }

  void data(int stream, byte[] body, int from, int length, boolean ends) {
    begin(DATA, ends ? END_STREAM : 0, stream);
    octets(body, from, length);
    end();
  }

  void reset(int stream, int code) {
    begin(RST_STREAM, 0, stream);
    room(4);
    pile.putInt(code);
    end();
  }

  void window(int stream, int more) {
    begin(WINDOW_UPDATE, 0, stream);
    room(4);
    pile.putInt(more);
    end();
  }

  private void room(int more) {
    if (pile.remaining() < more) {
      int least = pile.position() + more;
      pile = ByteBuffer.allocateDirect(Math.max(least, 2 * pile.capacity())).put(pile.flip());
    }
  }
}
