// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A place at a host, with the errand that is on its way there, its wire once there is one, and what
 * was heard on that. It is kept a moment after the last answer, in case there is another.
 */
final class Seat {
  /** So many connections begin at one host. */
  private static final int WIRES_FIRST = 8;

  /** An errand and where it goes. */
  static final class Asked {
    private final Errand errand;
    private final Target target;

    /** Whether the host's rest has let it through; it is not asked twice. */
    boolean hasPassed;

    /** How often the host has said that it has not looked at it. */
    int unheard;

    Asked(Errand errand, Target target) {
      this.errand = errand;
      this.target = target;
    }

    Errand errand() {
      return errand;
    }

    Target target() {
      return target;
    }
  }

  /** The errands for one host. */
  static final class Queued {
    final Target.Host host;
    final String key;
    final ArrayDeque<Asked> waiting = new ArrayDeque<>();
    int wires;
    int wanted = WIRES_FIRST;

    /** The wire that all share, where the host speaks HTTP/2. */
    @Nullable Shared shared;

    /** Those that carry nothing new any more, while something is under way on them. */
    final Set<Shared> left = new HashSet<>();

    /** Whether one goes ahead, to find out if its wire can be shared. */
    boolean waitsForFirst;

    /** Whether it answers more often than it is asked: each post gets a connection of its own. */
    boolean isLoud;

    Queued(Target.Host host, boolean isLoud) {
      this.host = host;
      this.key = host.key();
      this.isLoud = isLoud;
    }

    /** Whether one more may begin; {@code perHost} may at most. */
    boolean hasRoom(int perHost) {
      Shared all = shared;
      return all != null
          ? wires < perHost && all.streams().hasRoom()
          : wires - underWayOnLeft() < (waitsForFirst ? 1 : wanted);
    }

    private int underWayOnLeft() {
      int sum = 0;
      for (Shared each : left) {
        sum += each.streams().underWay();
      }
      return sum;
    }
  }

  final Queued host;
  final Semaphore room;
  final Heard heard = new Heard();
  Asked asked;
  @Nullable Wire wire;

  /** Where its post is under way among others, by which number, and since when. */
  @Nullable Shared shared;

  int stream;
  long sent;
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
