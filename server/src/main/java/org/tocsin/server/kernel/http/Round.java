// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** A run of {@link Exchanges} under way. Used by its thread. */
final class Round {

  private static final long TICK_MILLIS = 50;
  private static final long CROWDED_MILLIS = 2;

  private final Exchanges exchanges;
  private final Outbound outbound;
  private final OutboundSettings settings;
  private final KeptWires kept;
  private final Selector selector;
  private final ByteBuffer scratch;
  private final Sharing sharing;
  private final long end;
  private final Map<Target.Host, Seat.Queued> hosts = new LinkedHashMap<>();
  private final Set<Seat> seats = new HashSet<>();
  private final List<Seat> late = new ArrayList<>();
  private final List<Seat> listening = new ArrayList<>();
  private int byHand;

  /**
   * Has not begun.
   *
   * @param most how long new errands are begun
   */
  Round(Exchanges exchanges, Duration most) {
    this.exchanges = exchanges;
    outbound = exchanges.outbound;
    settings = exchanges.settings;
    kept = exchanges.kept;
    selector = exchanges.selector;
    scratch = exchanges.scratch;
    sharing = new Sharing(this, exchanges);
    end = System.nanoTime() + most.toNanos();
  }

  void run(List<? extends Errand> errands) throws IOException {
    // What was left in the run before may be attended again only when that is known.
    selector.selectNow();
    errands.forEach(this::enqueue);
    long tick = System.nanoTime();
    boolean crowded = seatAll();
    while (!seats.isEmpty() || byHand > 0 || isWaiting()) {
      sharing.sendAll();
      selector.select(this::attend, patience(crowded));
      exchanges.drain();
      long now = System.nanoTime();
      leaveQuiet(now);
      if (now - tick >= TICK_MILLIS * 1_000_000) {
        tick = now;
        tick(now);
      }
      crowded = seatAll();
    }
    sharing.sendAll();
    sharing.keepAll();
  }

  private long patience(boolean crowded) {
    long most = crowded ? CROWDED_MILLIS : TICK_MILLIS;
    long now = listening.isEmpty() ? 0 : System.nanoTime();
    for (Seat seat : listening) {
      most = Math.min(most, 1 + Math.max(0, seat.heard.quietBy() - now) / 1_000_000);
    }
    return most;
  }

  /** Gives up the seats at which nothing more has come for a moment. */
  private void leaveQuiet(long now) {
    for (int i = listening.size() - 1; i >= 0; i--) {
      Seat seat = listening.get(i);
      if (!seat.heard.isOpen(now)) {
        listening.remove(i);
        leaveFor(seat);
      }
    }
  }

  private void enqueue(Errand errand) {
    try {
      Target target = exchanges.targets.read(errand.address());
      if (target.host().name().equals(OwnDoor.HOST)) {
        byHand(errand);
        return;
      }
      hosts
          .computeIfAbsent(target.host(), this::queued)
          .waiting
          .add(new Seat.Asked(errand, target));
    } catch (OutboundRefusedException e) {
      errand.failed(e);
    }
  }

  private Seat.Queued queued(Target.Host host) {
    Seat.Queued queued = new Seat.Queued(host, kept.distrusts(host));
    queued.waitsForFirst = exchanges.opening.mayShare(host) && !kept.speaksOld(host);
    return queued;
  }

  /** To this server itself, which is asked by other rules. */
  private void byHand(Errand errand) {
    if (!errand.isWanted()) {
      errand.failed(new UnsentException());
      return;
    }
    Errand.Post post = errand.post();
    byHand++;
    Thread.startVirtualThread(() -> {
      Runnable result;
      try {
        Outbound.Answer answer = outbound.send(Outbound.Call.of(errand.address(), post));
        result = () -> errand.answered(answer);
      } catch (IOException e) {
        result = () -> errand.failed(e);
      } catch (RuntimeException e) {
        result = () -> errand.failed(new IOException("nothing could be asked", e));
      }
      Runnable known = result;
      exchanges.hand(() -> {
        byHand--;
        known.run();
      });
    });
  }

  private boolean isWaiting() {
    for (Seat.Queued host : hosts.values()) {
      if (!host.waiting.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Gives a seat to whoever waits, as far as there are any.
   *
   * @return whether somebody has none since others are at that host
   */
  private boolean seatAll() {
    boolean crowded = false;
    for (Seat.Queued host : hosts.values()) {
      while (!host.waiting.isEmpty() && host.hasRoom(settings.perHost())) {
        Semaphore room = outbound.enter(host.key);
        if (room == null) {
          crowded |= host.wires == 0;
          break;
        }
        host.wires++;
        Seat seat = new Seat(host, room, host.waiting.remove());
        seats.add(seat);
        begin(seat);
      }
    }
    return crowded;
  }

  private void begin(Seat seat) {
    if (!passes(seat)) {
      next(seat);
      return;
    }
    Shared shared = seat.host.shared;
    if (shared != null) {
      sharing.join(seat, shared);
      return;
    }
    Wire wire = kept.take(seat.host.host, scratch);
    if (wire == null) {
      connect(seat);
    } else {
      sit(seat, wire);
    }
  }

  /** Whether the errand of this seat may go now; else it is done with. */
  private boolean passes(Seat seat) {
    Errand errand = seat.asked.errand();
    long now = System.nanoTime();
    try {
      if (now - end >= 0 || !errand.isWanted()) {
        throw new UnsentException();
      }
      if (!seat.asked.hasPassed) {
        outbound.pass(seat.host.key);
        seat.asked.hasPassed = true;
      }
      seat.deadline = now + settings.callTimeout().toNanos();
      return true;
    } catch (IOException e) {
      errand.failed(e);
      return false;
    }
  }

  private void connect(Seat seat) {
    long deadline = seat.deadline;
    Target.Host host = seat.host.host;
    Thread.startVirtualThread(() -> {
      Wire opened = null;
      IOException fault = null;
      try {
        opened = exchanges.opening.open(host, deadline, kept.speaksOld(host));
      } catch (IOException e) {
        fault = e;
      } catch (RuntimeException e) {
        fault = new IOException("the connection could not be opened", e);
      }
      Wire wire = opened;
      IOException why = fault;
      exchanges.hand(() -> {
        if (wire != null) {
          connected(seat, wire);
        } else if (why != null && !seat.isLeft) {
          fail(seat, why);
        }
      });
    });
  }

  private void connected(Seat seat, Wire wire) {
    if (seat.isLeft || exchanges.isClosed()) {
      kept.give(wire);
    } else if (wire.host().secure() || wire.isShared() || wire.isQuiet(scratch)) {
      // What comes first on an encrypted connection are tickets, on a shared one settings.
      sit(seat, wire);
    } else {
      wire.close();
      fail(seat, new ConnectException("the host spoke before it was asked, or closed"));
    }
  }

  private void sit(Seat seat, Wire wire) {
    seat.host.waitsForFirst = false;
    if (wire.isShared()) {
      sharing.share(seat, wire);
      return;
    }
    seat.wire = wire;
    try {
      wire.attend(selector, seat);
      if (seat.asked.errand().isWanted()) {
        send(seat, wire);
      } else {
        // It has waited for the connection.
        seat.asked.errand().failed(new UnsentException());
        next(seat);
      }
    } catch (IOException e) {
      fail(seat, e);
    }
  }

  private void send(Seat seat, Wire wire) throws IOException {
    outbound.connections().exchange();
    if (seat.heard.isEmpty()) {
      seat.heard.begin(wire.slowest());
    }
    wire.send(seat.asked.target(), seat.asked.errand().post(), scratch);
    seat.heard.asked(System.nanoTime());
  }

  private void attend(SelectionKey key) {
    if (key.attachment() instanceof Shared shared) {
      sharing.attend(shared);
      return;
    }
    Seat seat = (Seat) key.attachment();
    Wire wire = seat.wire;
    if (wire == null || seat.isLeft) {
      return;
    }
    if (seat.listens) {
      if (!wire.isQuiet(scratch)) {
        listening.remove(seat);
        leaveFor(seat);
      }
      return;
    }
    try {
      if (wire.goOn(scratch)) {
        outbound.answered(seat.host.key);
        seat.heard.add(seat.asked.errand(), wire.answer(), System.nanoTime());
        wire.tookAtMost(seat.heard.longest());
        next(seat);
      }
    } catch (AnswerReader.TooLargeException e) {
      outbound.answered(seat.host.key);
      seat.asked.errand().failed(e);
      drop(seat, true);
      next(seat);
    } catch (IOException e) {
      fail(seat, e);
    }
  }

  /** The next of this host takes the seat, or it is left. */
  void next(Seat seat) {
    while (!seat.host.waiting.isEmpty()) {
      seat.asked = seat.host.waiting.remove();
      if (passes(seat)) {
        goOn(seat);
        return;
      }
    }
    leave(seat);
  }

  private void goOn(Seat seat) {
    Shared shared = seat.host.shared;
    if (shared != null && seat.wire == null) {
      sharing.join(seat, shared);
      return;
    }
    if (seat.wire == null && seat.host.waitsForFirst) {
      putBack(seat);
      return;
    }
    Wire wire = seat.wire;
    if (wire != null && !seat.host.isLoud && wire.keeps() && wire.isQuiet(scratch)) {
      try {
        send(seat, wire);
      } catch (IOException e) {
        fail(seat, e);
      }
      return;
    }
    drop(seat, seat.host.isLoud);
    connect(seat);
  }

  /** The errand waits on, before all others. */
  void putBack(Seat seat) {
    seat.host.waiting.addFirst(seat.asked);
    leave(seat);
  }

  private void drop(Seat seat, boolean broke) {
    Wire wire = seat.wire;
    if (wire != null) {
      wire.close();
      seat.wire = null;
      end(seat, wire, broke);
    }
  }

  /** No more is heard by this wire. */
  private void end(Seat seat, Wire wire, boolean broke) {
    if (wire.isLoud() && !seat.heard.isEmpty()) {
      seat.host.isLoud = true;
      kept.distrust(seat.host.host);
    }
    seat.heard.end(wire.isLoud(), broke);
  }

  void leave(Seat seat) {
    Wire wire = seat.wire;
    if (wire != null && wire.keeps() && seat.heard.isOpen(System.nanoTime())) {
      seat.listens = true;
      listening.add(seat);
      seat.leaveRoom(outbound);
    } else {
      leaveFor(seat);
    }
  }

  private void leaveFor(Seat seat) {
    Wire wire = seat.wire;
    if (wire != null) {
      boolean quiet = wire.isQuiet(scratch);
      seat.wire = null;
      if (quiet && !seat.host.isLoud) {
        kept.give(wire);
      } else {
        wire.close();
      }
      end(seat, wire, false);
    }
    seat.isLeft = true;
    seats.remove(seat);
    seat.host.wires--;
    seat.leaveRoom(outbound);
  }

  /** The other side has not answered, and its wire is of no more use. */
  void fail(Seat seat, IOException why) {
    boolean isConnected = seat.wire != null || sharing.cancel(seat);
    if (!isConnected) {
      seat.host.waitsForFirst = false;
    }
    drop(seat, true);
    if (why instanceof OutboundRefusedException) {
      seat.asked.errand().failed(why);
    } else {
      outbound.failed(seat.host.key);
      seat.asked.errand().failed(isConnected ? why : Opening.unsent(why));
    }
    leave(seat);
  }

  /** Whoever is too late is given up, and hosts at which people still wait get more seats. */
  private void tick(long now) {
    for (Seat seat : seats) {
      if (!seat.listens && now - seat.deadline >= 0) {
        late.add(seat);
      }
    }
    for (Seat seat : late) {
      if (!seat.isLeft) {
        sharing.giveUpSilent(seat);
      }
      if (!seat.isLeft) {
        fail(seat, new SocketTimeoutException("no answer in time"));
      }
    }
    late.clear();
    sharing.tick();
    for (Seat.Queued host : hosts.values()) {
      if (!host.waiting.isEmpty()) {
        host.wanted = Math.min(settings.perHost(), 2 * host.wanted);
      }
      if (now - end >= 0) {
        host.waiting.forEach(each -> each.errand().failed(new UnsentException()));
        host.waiting.clear();
      }
    }
  }

  /** Something has gone wrong with the run itself: nothing of it shall stay. */
  void abandon() {
    for (Seat seat : List.copyOf(seats)) {
      seat.heard.forget();
      drop(seat, true);
      leaveFor(seat);
    }
    sharing.closeAll();
    try {
      // Only then are the connections closed that were.
      selector.selectNow();
    } catch (IOException e) {
      throw new UncheckedIOException("connections cannot be waited for any more", e);
    }
  }
}
