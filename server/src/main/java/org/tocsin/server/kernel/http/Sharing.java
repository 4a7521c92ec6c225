// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of a {@link Round} in which seats share wires, at hosts that speak HTTP/2: what all of
 * them ask in one turn leaves by one write, and one read brings the answers of many. Used by the
 * round's thread.
 */
final class Sharing {

  /** So often an errand is begun anew which the host says that it has not looked at. */
  private static final int UNHEARD_MOST = 4;

  /** So many ticks a host may take nothing, which it should do for a short time only (§5.1.2). */
  private static final int FULL_MOST = 10;

  private final Round round;
  private final Outbound outbound;
  private final KeptWires kept;
  private final Selector selector;
  private final ByteBuffer scratch;

  /** Those in use, those among them that carry nothing new any more included. */
  private final Set<Shared> wires = new HashSet<>();

  /** Those that have something to send. */
  private final Set<Shared> stirred = new HashSet<>();

  Sharing(Round round, Exchanges exchanges) {
    this.round = round;
    outbound = exchanges.outbound;
    kept = exchanges.kept;
    selector = exchanges.selector;
    scratch = exchanges.scratch;
  }

  /** All that wait for this host may use this wire, and one is enough. */
  void share(Seat seat, Wire wire) {
    Shared shared = seat.host.shared;
    if (shared != null) {
      kept.give(wire);
      join(seat, shared);
      return;
    }
    Shared first = new Shared(wire, wire.streams(), seat.host);
    wires.add(first);
    try {
      wire.attend(selector, first);
    } catch (IOException e) {
      close(first);
      round.fail(seat, e);
      return;
    }
    seat.host.shared = first;
    join(seat, first);
  }

  /** Sends the errand of a seat on a wire that is shared, or has it wait if there is no room. */
  void join(Seat seat, Shared shared) {
    if (!seat.asked.errand().isWanted()) {
      // It has waited for the connection.
      seat.asked.errand().failed(new UnsentException());
      round.next(seat);
    } else if (shared.streams().hasRoom()) {
      outbound.connections().exchange();
      seat.shared = shared;
      seat.sent = System.nanoTime();
      seat.stream =
          shared
              .streams()
              .send(seat.asked.target(), seat.asked.errand().post(), new Answered(seat, shared));
      stirred.add(shared);
    } else {
      round.putBack(seat);
    }
  }

  /** What comes of a post on a shared wire. */
  private final class Answered implements Streams.Asker {
    private final Seat seat;
    private final Shared wire;

    Answered(Seat seat, Shared wire) {
      this.seat = seat;
      this.wire = wire;
    }

    @Override
    public void answered(Outbound.Answer answer) {
      leaveWire().answered = System.nanoTime();
      outbound.answered(seat.host.key);
      seat.asked.errand().answered(answer);
      round.next(seat);
    }

    @Override
    public void failed(IOException why) {
      boolean broke = leaveWire().broke;
      if (why instanceof AnswerReader.TooLargeException) {
        outbound.answered(seat.host.key);
        seat.asked.errand().failed(why);
        round.next(seat);
      } else {
        if (!broke) {
          outbound.failed(seat.host.key);
        }
        seat.asked.errand().failed(why);
        round.leave(seat);
      }
    }

    @Override
    public void unheard() {
      leaveWire();
      if (++seat.asked.unheard < UNHEARD_MOST) {
        round.putBack(seat);
      } else {
        outbound.failed(seat.host.key);
        seat.asked.errand().failed(new ConnectException("the host has no room for more"));
        round.leave(seat);
      }
    }

    private Shared leaveWire() {
      seat.shared = null;
      return wire;
    }
  }

  /** Something has come on a shared wire. */
  void attend(Shared shared) {
    try {
      shared.wire().goOnShared(scratch);
      if (shared.streams().hasWords()) {
        stirred.add(shared);
      }
      closeIfOver(shared);
    } catch (ProtocolException e) {
      speakOld(shared);
      breakOnce(shared, e);
    } catch (IOException e) {
      if (!shared.streams().hasAnswered()) {
        // Whatever it is that is between us may like HTTP/1.1 better.
        speakOld(shared);
      }
      breakOnce(shared, e);
    }
  }

  private void speakOld(Shared shared) {
    if (shared.host().host.secure()) {
      kept.speakOld(shared.host().host);
    } // of others somebody has said that they speak HTTP/2
  }

  /** Of a host that leaves, those under way may still be answered; others need another wire. */
  private void closeIfOver(Shared shared) {
    if (shared.streams().keeps()) {
      return;
    }
    forget(shared);
    if (shared.streams().isIdle()) {
      close(shared);
    }
  }

  private static void forget(Shared shared) {
    if (shared.host().shared == shared) {
      shared.host().shared = null;
      shared.host().left.add(shared);
      shared.host().waitsForFirst = true;
    }
  }

  private void close(Shared shared) {
    wires.remove(shared);
    stirred.remove(shared);
    shared.host().left.remove(shared);
    shared.wire().close();
  }

  /** That it breaks counts once, as one connection, not as often as posts were under way. */
  private void breakOnce(Shared shared, IOException why) {
    if (!shared.streams().isIdle()) {
      outbound.failed(shared.host().key);
    }
    shared.broke = true;
    breakOff(shared, why);
  }

  private void breakOff(Shared shared, IOException why) {
    forget(shared);
    close(shared);
    shared.streams().end(why);
  }

  /** What was asked on shared wires in this turn leaves. */
  void sendAll() {
    while (!stirred.isEmpty()) {
      List<Shared> all = List.copyOf(stirred);
      stirred.clear();
      for (Shared shared : all) {
        try {
          shared.wire().sendPile();
        } catch (IOException e) {
          breakOnce(shared, e);
        }
      }
    }
  }

  /** Comes by again and again: what has stood still is moved, or given up. */
  void tick() {
    for (Shared shared : List.copyOf(wires)) {
      Streams streams = shared.streams();
      streams.push();
      if (streams.hasWords()) {
        stirred.add(shared);
      }
      boolean full = streams.isIdle() && !streams.hasRoom() && !shared.host().waiting.isEmpty();
      shared.full = full ? shared.full + 1 : 0;
      if (shared.full == FULL_MOST) {
        outbound.failed(shared.host().key);
        breakOff(shared, new EOFException("the host takes no posts"));
      }
    }
  }

  /**
   * The errand of a seat is given up, if it is under way on a shared wire. That stays, but carries
   * nothing new if no other was answered meanwhile: it may be stuck, whatever still comes on it.
   *
   * @return whether it was
   */
  boolean cancel(Seat seat) {
    Shared shared = seat.shared;
    if (shared == null) {
      return false;
    }
    seat.shared = null;
    shared.streams().cancel(seat.stream);
    if (shared.answered - seat.sent < 0) {
      shared.streams().retire();
    }
    stirred.add(shared);
    closeIfOver(shared);
    return true;
  }

  /** Gives up the shared wire of a seat if nothing has come on it since the seat's errand left. */
  void giveUpSilent(Seat seat) {
    Shared shared = seat.shared;
    if (shared != null && shared.wire().heard() - seat.sent < 0) {
      breakOff(shared, new EOFException("the host says nothing more"));
    }
  }

  /** The round is over: what can still be used waits for the next. */
  void keepAll() {
    for (Shared shared : wires) {
      shared.host().shared = null;
      kept.give(shared.wire());
    }
    wires.clear();
  }

  /** The round has broken off: nothing of it shall stay. */
  void closeAll() {
    List.copyOf(wires).forEach(this::close);
  }
}
