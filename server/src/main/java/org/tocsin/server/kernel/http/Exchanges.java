// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tocsin.server.kernel.tls.Trust;

/**
 * Many posts at once by one thread, which waits for all of them together: where a thread for each
 * would spend most of the processor on being woken. The rules are those of {@link Outbound}, whose
 * limits and rests it shares: only addresses that may be reached, no redirects, bounded in time, in
 * size and in exchanges with one host at a time. Over TLS, where the address says https, the host
 * chooses between HTTP/2 and HTTP/1.1.
 *
 * <p>Each host has its own queue, so that none waits for another's: few connections at first, as a
 * quick host is served by few, and twice as many whenever a moment later somebody still waits.
 * Where a host speaks HTTP/2 all share one.
 *
 * <p>Used by one thread at a time, which should be no virtual one.
 */
public final class Exchanges implements AutoCloseable {

  private static final int SCRATCH = 64 * 1024;

  final Outbound outbound;
  final Opening opening;
  final OutboundSettings settings;
  final KeptWires kept;
  final Selector selector;
  final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  final Target.Reader targets = new Target.Reader();

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
    opening = new Opening(rules, trust, settings, outbound.connections());
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
    Round round = new Round(this, most);
    try {
      round.run(errands);
    } catch (IOException e) {
      throw new UncheckedIOException("connections cannot be waited for any more", e);
    } finally {
      round.abandon();
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

  /** Does what other threads have handed over. */
  void drain() {
    for (Runnable each = done.poll(); each != null; each = done.poll()) {
      each.run();
    }
  }

  /** Has this thread do something when it comes round. */
  void hand(Runnable what) {
    done.add(what);
    if (closed) {
      drain();
    } else {
      selector.wakeup();
    }
  }

  /** Whether no more will be run. */
  boolean isClosed() {
    return closed;
  }
}
