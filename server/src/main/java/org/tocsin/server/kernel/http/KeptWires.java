// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Connections that wait for the next run of errands, for a minute or two. Thread-safe. */
final class KeptWires implements AutoCloseable {

  private static final long NANOS_MOST = Duration.ofMinutes(1).toNanos();
  private static final long DISTRUST_NANOS = Duration.ofDays(1).toNanos();

  /** A host that broke off before its first answer may only have been restarting. */
  private static final long OLD_NANOS = Duration.ofHours(1).toNanos();

  private static final int NOTED_MOST = 10_000;

  private final int most;
  private final LongSupplier nanos;
  private final Map<Target.Host, Deque<Kept>> hosts = new HashMap<>();

  /**
   * Hosts that answered more often than they were asked, and when that was noticed last, the oldest
   * first. Each time one is trusted again a round's posts may come twice, so for long.
   */
  private final Map<Target.Host, Long> distrusted = new LinkedHashMap<>();

  /** Hosts that chose HTTP/2 and then did not speak it, in the same way. */
  private final Map<Target.Host, Long> old = new LinkedHashMap<>();

  private int count;
  private boolean swept;
  private boolean closed;

  private record Kept(Wire wire, long since) {}

  /**
   * Keeps none yet.
   *
   * @param most how many are kept at a time
   * @param nanos a clock of nanoseconds
   */
  KeptWires(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /** From now on none is kept to this host for a while. */
  synchronized void distrust(Target.Host host) {
    note(host, distrusted);
  }

  /** Whether this host has answered more often than it was asked, not long ago. */
  synchronized boolean distrusts(Target.Host host) {
    return isNoted(host, distrusted, DISTRUST_NANOS);
  }

  /** From now on HTTP/1.1 is spoken with this host for a while. */
  synchronized void speakOld(Target.Host host) {
    note(host, old);
  }

  /** Whether HTTP/1.1 is to be spoken with this host. */
  synchronized boolean speaksOld(Target.Host host) {
    return isNoted(host, old, OLD_NANOS);
  }

  private void note(Target.Host host, Map<Target.Host, Long> noted) {
    long now = nanos.getAsLong();
    noted.remove(host);
    Iterator<Long> oldest = noted.values().iterator();
    while (oldest.hasNext()
        && (now - oldest.next() >= DISTRUST_NANOS || noted.size() >= NOTED_MOST)) {
      oldest.remove();
    }
    noted.put(host, now);
  }

  private boolean isNoted(Target.Host host, Map<Target.Host, Long> noted, long span) {
    Long since = noted.get(host);
    return since != null && nanos.getAsLong() - since < span;
  }

  /**
   * One to this host on which nothing was said meanwhile; nothing when there is none.
   *
   * @param scratch for reading
   */
  @Nullable Wire take(Target.Host host, ByteBuffer scratch) {
    while (true) {
      Wire wire = take(host);
      boolean isTooNew = wire != null && wire.isShared() && speaksOld(host);
      if (wire == null || (!isTooNew && wire.isQuiet(scratch))) {
        return wire;
      }
      wire.close();
    }
  }

  private synchronized @Nullable Wire take(Target.Host host) {
    closeOld();
    if (distrusts(host)) {
      return null;
    }
    Deque<Kept> kept = hosts.get(host);
    Kept last = kept == null ? null : kept.pollLast();
    if (last == null) {
      return null;
    }
    count--;
    return last.wire;
  }

  /** Keeps one, or closes it. */
  synchronized void give(Wire wire) {
    wire.leave();
    closeOld();
    if (closed || count >= most || !wire.keeps() || distrusts(wire.host())) {
      wire.close();
      return;
    }
    hosts
        .computeIfAbsent(wire.host(), _ -> new ArrayDeque<>())
        .addLast(new Kept(wire, nanos.getAsLong()));
    count++;
    if (!swept) {
      swept = true;
      Thread.ofVirtual().name("outbound-sweep").start(this::sweep);
    }
  }

  /** Comes by once a minute as long as there is anything. */
  private void sweep() {
    do {
      try {
        Thread.sleep(Duration.ofNanos(NANOS_MOST));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    } while (closesOld());
  }

  private synchronized boolean closesOld() {
    closeOld();
    swept = count > 0;
    return swept;
  }

  private void closeOld() {
    long now = nanos.getAsLong();
    Iterator<Deque<Kept>> each = hosts.values().iterator();
    while (each.hasNext()) {
      Deque<Kept> kept = each.next();
      Kept oldest = kept.peekFirst();
      while (oldest != null && (closed || now - oldest.since > NANOS_MOST)) {
        oldest.wire.close();
        kept.pollFirst();
        count--;
        oldest = kept.peekFirst();
      }
      if (kept.isEmpty()) {
        each.remove();
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeOld();
  }
}
