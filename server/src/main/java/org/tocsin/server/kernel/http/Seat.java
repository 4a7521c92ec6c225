// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A place at a host, with the errand that is on its way there, its wire once there is one, and what
 * was heard on that. It is kept a moment after the last answer, in case there is another.
 */
final class Seat {
  /** An errand and where it goes. */
  record Asked(Errand errand, Target target) {}

  /** The errands for one host. */
  static final class Queued {
    final Target.Host host;
    final String key;
    final ArrayDeque<Asked> waiting = new ArrayDeque<>();
    int wires;
    int wanted = Exchanges.WIRES_FIRST;

    /** Whether it answers more often than it is asked: each post gets a connection of its own. */
    boolean isLoud;

    Queued(Target.Host host, boolean isLoud) {
      this.host = host;
      this.key = host.key();
      this.isLoud = isLoud;
    }
  }

  final Queued host;
  final Semaphore room;
  final Heard heard = new Heard();
  Asked asked;
  @Nullable Wire wire;
  long deadline;
  boolean isLeft;
  boolean listens;
  private boolean hasRoom = true;

  Seat(Queued host, Semaphore room, Asked asked) {
    this.host = host;
    this.room = room;
    this.asked = asked;
  }

  /** Gives back the place among those who ask this host: whoever only listens asks nothing. */
  void leaveRoom(Outbound outbound) {
    if (hasRoom) {
      hasRoom = false;
      outbound.leave(room);
    }
  }
}
