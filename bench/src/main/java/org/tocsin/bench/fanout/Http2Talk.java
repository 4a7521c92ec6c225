// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody who takes posts by HTTP/2 (RFC 9113) and says 200. Whose post it is stands at the end of
 * the path as a number, where the path is spelt out; else it is the next who has none. Gives all
 * the room there can be and looks at nothing else.
 */
final class Http2Talk implements Receivers.Talk {
  private static final int PREFACE = 24;
  private static final int HEAD = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int SETTINGS_WINDOW = 4;
  private static final int MUCH = 1 << 24;

  /** A path that is spelt out and not to be remembered: field 4 of the static table. */
  private static final byte PATH = 0x14;

  private static final byte STATUS_200 = (byte) 0x88;

  private final Receivers receivers;

  /** Of posts whose body has not come whole: for whom, and how much has come. */
  private final Map<Integer, int[]> posts = new HashMap<>();

  private boolean greeted;
  private int heard;

  Http2Talk(Receivers receivers) {
    this.receivers = receivers;
  }

  @Override
  public void greet(ByteBuffer out) {
    frame(out, 6, SETTINGS, 0, 0).putShort((short) SETTINGS_WINDOW).putInt(MUCH);
    frame(out, 4, WINDOW_UPDATE, 0, 0).putInt(MUCH);
  }

  /** Puts the head of a frame (§4.1), whose payload follows. */
  static ByteBuffer frame(ByteBuffer out, int length, int type, int flags, int stream) {
    return out.put((byte) (length >>> 16))
        .putShort((short) length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream);
  }

  @Override
  public boolean hear(ByteBuffer in, ByteBuffer out) {
    if (!greeted) {
      if (in.remaining() < PREFACE) {
        return true;
      }
      in.position(in.position() + PREFACE);
      greeted = true;
    }
    while (in.remaining() >= HEAD) {
      int at = in.position();
      int length = in.getInt(at) >>> 8;
      if (in.remaining() < HEAD + length) {
        return true;
      }
      take(in, at + HEAD, length, in.get(at + 3), in.get(at + 4), in.getInt(at + 5), out);
      in.position(at + HEAD + length);
    }
    return true;
  }

  private void take(
      ByteBuffer in, int at, int length, int type, int flags, int stream, ByteBuffer out) {
    switch (type) {
      case HEADERS -> posts.put(stream, new int[] {recipient(in, at, at + length), 0});
      case DATA -> {
        Objects.requireNonNull(posts.get(stream))[1] += length;
        heard += length;
        if (heard >= MUCH / 2) {
          frame(out, 4, WINDOW_UPDATE, 0, 0).putInt(heard);
          heard = 0;
        }
      }
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          frame(out, 0, SETTINGS, ACK, 0);
        }
      }
      case PING -> {
        if ((flags & ACK) == 0) {
          frame(out, 8, PING, ACK, 0).putLong(in.getLong(at));
        }
      }
      default -> {
        // Whoever has all the room need not look at the rest.
      }
    }
    if (type <= HEADERS && (flags & END_STREAM) != 0) {
      int[] post = Objects.requireNonNull(posts.remove(stream));
      receivers.took(post[0], post[1]);
      frame(out, 1, HEADERS, END_STREAM | 4, stream).put(STATUS_200);
    }
  }

  /** The number at the end of the path, or less than 0. */
  private static int recipient(ByteBuffer in, int from, int end) {
    for (int i = from; i < end; i++) {
      if (in.get(i) == PATH && i + 3 < end && in.get(i + 2) == '/' && in.get(i + 3) == 'p') {
        int number = 0;
        int last = i + 2 + in.get(i + 1);
        int digit = last;
        while (in.get(digit - 1) >= '0' && in.get(digit - 1) <= '9') {
          digit--;
        }
        for (int k = digit; k < last; k++) {
          number = 10 * number + in.get(k) - '0';
        }
        return digit == last ? -1 : number;
      }
    }
    return -1;
  }
}
