// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;

/** What a channel says of one parcel. Reasons name codes and words of servers, never addresses. */
public sealed interface Outcome {

  /** The other side took it. */
  record Told() implements Outcome {}

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
