// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.Collection;

/**
 * The bodies of the posts on one HTTP/2 connection, as far as the host has room for them (RFC 9113
 * §5.2). Used by one thread.
 */
final class Bodies {

  private static final int WINDOW = 65_535;

  /** A piece of a body is not smaller, unless it is the last. */
  private static final int SLIVER = 1_024;

  /** One post's. */
  static class Body {
    final int id;
    byte[] octets = new byte[0];
    int sent;
    long window;

    Body(int id, long window) {
      this.id = id;
      this.window = window;
    }

    boolean isSent() {
      return sent == octets.length;
    }
  }

  private final FrameWriter out;
  private final int frameMost;

  /** Those that are not all sent, in order. */
  private final ArrayDeque<Body> sending = new ArrayDeque<>();

  private long window = WINDOW;
  private int streamWindow = WINDOW;

  Bodies(FrameWriter out, int frameMost) {
    this.out = out;
    this.frameMost = frameMost;
  }

  /** The room that each has at first. */
  int streamWindow() {
    return streamWindow;
  }

  void add(Body body) {
    sending.add(body);
    pump();
  }

  /** No more of it is sent. */
  void remove(Body body) {
    if (!body.isSent()) {
      sending.remove(body);
    }
  }

  int waiting() {
    return sending.size();
  }

  void clear() {
    sending.clear();
  }

  /** Sends what the host has room for. */
  void pump() {
    // Hosts count small pieces as an attack, and more room comes when they have read.
    pump(Math.min(SLIVER, streamWindow / 2));
  }

  /** Sends even slivers: whoever gives no more room until it has them would wait for ever. */
  void push() {
    pump(1);
  }

  private void pump(int least) {
    int left = sending.size();
    while (left-- > 0 && window > 0) {
      Body body = sending.remove();
      long room = Math.min(window, body.window);
      while (room > 0 && !body.isSent()) {
        int count = (int) Math.min(Math.min(room, frameMost), body.octets.length - body.sent);
        boolean last = body.sent + count == body.octets.length;
        if (!last && count < least) {
          break;
        }
        out.data(body.id, body.octets, body.sent, count, last);
        body.sent += count;
        body.window -= count;
        window -= count;
        room -= count;
      }
      if (!body.isSent()) {
        sending.add(body);
      }
    }
  }

  /** The host gives more room to all. */
  void widen(int more) throws ProtocolException {
    window += more;
    if (more == 0 || window > Integer.MAX_VALUE) {
      throw new ProtocolException("the host gives no room, or more than there can be");
    }
  }

  /** The host sets the room that each has at first, those under way included. */
  void resize(long size, Collection<? extends Body> open) throws ProtocolException {
    if (size > Integer.MAX_VALUE) {
      throw new ProtocolException("the host gives more room than there can be");
    }
    for (Body each : open) {
      each.window += size - streamWindow;
    }
    streamWindow = (int) size;
  }
}
