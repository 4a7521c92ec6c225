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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.tocsin.server.kernel.tls.Trust;

/**
 * Many posts at once by one thread, which waits for all of them together: where a thread for each
 * would spend most of the processor on being woken. The rules are those of {@link Outbound}, whose
 * limits and rests it shares: only addresses that may be reached, no redirects, bounded in time, in
 * size and in exchanges with one host at a time. HTTP/1.1, over TLS where the address says https.
 *
 * <p>Each host has its own queue, so that none waits for another's: few connections at first, as a
 * quick host is served by few, and twice as many whenever a moment later somebody still waits.
 *
 * <p>Used by one thread at a time, which should be no virtual one.
 */
public final class Exchanges implements AutoCloseable {

  /** So many connections begin at one host. */
  static final int WIRES_FIRST = 8;

  private static final long TICK_MILLIS = 50;
  private static final long CROWDED_MILLIS = 2;
  private static final int SCRATCH = 64 * 1024;

  private final Outbound outbound;
  private final AddressRules rules;
  private final Trust trust;
  private final OutboundSettings settings;
  private final KeptWires kept;
  private final Selector selector;
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private final Target.Reader targets = new Target.Reader();

  /** What other threads have done for this one. */
  private final Queue<Runnable> done = new ConcurrentLinkedQueue<>();

  private volatile boolean closed;

  Exchanges(
      Outbound outbound,
      AddressRules rules,
      Trust trust,
      OutboundSettings settings,
      KeptWires kept) {
    this.outbound = outbound;
    this.rules = rules;
    this.trust = trust;
    this.settings = settings;
    this.kept = kept;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("this machine has no more room for connections", e);
    }
  }

  /**
   * Runs these errands, each once, and comes back when all have their answer, or none.
   *
   * @param most how long new ones are begun; what has not begun by then has failed as {@link
   *     UnsentException}
   */
  public void run(List<? extends Errand> errands, Duration most) {
    Running running = new Running(most);
    try {
      running.run(errands);
    } catch (IOException e) {
      throw new UncheckedIOException("connections cannot be waited for any more", e);
    } finally {
      running.abandon();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    drain();
  }

  private void drain() {
    for (Runnable each = done.poll(); each != null; each = done.poll()) {
      each.run();
    }
  }

  /** Has this thread do something when it comes round. */
  private void hand(Runnable what) {
    done.add(what);
    if (closed) {
      drain();
    } else {
      selector.wakeup();
    }
  }

  /** A run under way. */
  private final class Running {
    private final long end;
    private final Map<Target.Host, Seat.Queued> hosts = new LinkedHashMap<>();
    private final Set<Seat> seats = new HashSet<>();
    private final List<Seat> late = new ArrayList<>();
    private final List<Seat> listening = new ArrayList<>();
    private int byHand;

    Running(Duration most) {
      end = System.nanoTime() + most.toNanos();
    }

    void run(List<? extends Errand> errands) throws IOException {
      // What was left in the run before may be attended again only when that is known.
      selector.selectNow();
      errands.forEach(this::enqueue);
      long tick = System.nanoTime();
      boolean crowded = seatAll();
      while (!seats.isEmpty() || byHand > 0 || isWaiting()) {
        selector.select(this::attend, patience(crowded));
        drain();
        long now = System.nanoTime();
        leaveQuiet(now);
        if (now - tick >= TICK_MILLIS * 1_000_000) {
          tick = now;
          tick(now);
        }
        crowded = seatAll();
      }
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
        Target target = targets.read(errand.address());
        if (target.host().name().equals(OwnDoor.HOST)) {
          byHand(errand);
          return;
        }
        hosts
            .computeIfAbsent(target.host(), host -> new Seat.Queued(host, kept.distrusts(host)))
            .waiting
            .add(new Seat.Asked(errand, target));
      } catch (OutboundRefusedException e) {
        errand.failed(e);
      }
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
        hand(() -> {
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
        while (!host.waiting.isEmpty() && host.wires < host.wanted) {
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
      if (passes(seat)) {
        Wire wire = kept.take(seat.host.host, scratch);
        if (wire == null) {
          connect(seat);
        } else {
          sit(seat, wire);
        }
      } else {
        next(seat);
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
        outbound.pass(seat.host.key);
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
          opened =
              Wire.open(
                  host, rules, trust, settings.connectTimeout(), deadline, outbound.connections());
        } catch (IOException e) {
          fault = e;
        } catch (RuntimeException e) {
          fault = new IOException("the connection could not be opened", e);
        }
        Wire wire = opened;
        IOException why = fault;
        hand(() -> {
          if (wire != null) {
            connected(seat, wire);
          } else if (why != null && !seat.isLeft) {
            fail(seat, why);
          }
        });
      });
    }

    private void connected(Seat seat, Wire wire) {
      if (seat.isLeft || closed) {
        kept.give(wire);
      } else if (wire.host().secure() || wire.isQuiet(scratch)) {
        // What comes first on an encrypted connection are tickets.
        sit(seat, wire);
      } else {
        wire.close();
        fail(seat, new ConnectException("the host spoke before it was asked, or closed"));
      }
    }

    private void sit(Seat seat, Wire wire) {
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
    private void next(Seat seat) {
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

    private void leave(Seat seat) {
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
    private void fail(Seat seat, IOException why) {
      boolean isConnected = seat.wire != null;
      drop(seat, true);
      if (why instanceof OutboundRefusedException) {
        seat.asked.errand().failed(why);
      } else {
        outbound.failed(seat.host.key);
        seat.asked.errand().failed(isConnected ? why : Wire.unsent(why));
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
        fail(seat, new SocketTimeoutException("no answer in time"));
      }
      late.clear();
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
      try {
        // Only then are the connections closed that were.
        selector.selectNow();
      } catch (IOException e) {
        throw new UncheckedIOException("connections cannot be waited for any more", e);
      }
    }
  }
}
