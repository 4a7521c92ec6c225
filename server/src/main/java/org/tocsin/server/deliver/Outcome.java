// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;

/** What a channel says of one parcel. Reasons name codes and words of servers, never addresses. */
public sealed interface Outcome {

  /**
   * The other side took it.
   *
   * @param how what is worth knowing of it, for the receipt; empty for nothing
   */
  record Told(String how) implements Outcome {
    /** Nothing more is to be said. */
    public Told() {
      this("");
    }
  }

  /**
   * It waits for people, for example to be called. The channel has written it down, and asks to be
   * given it again ({@link Parked}) when something came of it. When the warning ends or is stopped
   * before, it is given up as everything else is.
   *
   * @param reason what it waits for
   * @param mayHaveArrived whether they may have been told something already
   */
  record Waiting(String reason, boolean mayHaveArrived) implements Outcome {}

  /** Not needed any more: they have answered by another way. */
  record Answered() implements Outcome {}

  /**
   * Not now.
   *
   * @param reason why
   * @param mayHaveArrived whether the other side may have it all the same
   * @param notBefore how long to wait at least
   */
  record Deferred(String reason, boolean mayHaveArrived, Duration notBefore) implements Outcome {}

  /** Never. */
  record Failed(String reason) implements Outcome {}

  /** Not tried: the channel stopped before it; the next round takes it up. */
  record Untried() implements Outcome {}

  /** Not now, at any time later. */
  static Outcome later(String reason, boolean mayHaveArrived) {
    return new Deferred(reason, mayHaveArrived, Duration.ZERO);
  }
}
