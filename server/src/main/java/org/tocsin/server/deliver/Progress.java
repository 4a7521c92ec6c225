// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;

/**
 * How far a warning has got. Watchers count once each, steps count deliveries.
 *
 * @param audience watchers for whom it was queued
 * @param queued deliveries that wait, retries included
 * @param told watchers to whom at least one channel handed it over
 * @param failed watchers to whom every attempt has failed for good
 * @param unreachable watchers without any way in the steps so far
 * @param repeats deliveries that may have arrived twice; each is marked so
 * @param steps by step and channel
 * @param secondsToLast from the first queueing to the last handing over
 * @param failures reasons, most frequent first, at most fifty
 * @param reported what providers said after the hand-over, for channels that tell
 */
public record Progress(
    int audience,
    int queued,
    int told,
    int failed,
    int unreachable,
    int repeats,
    List<Step> steps,
    double secondsToLast,
    List<Failure> failures,
    List<Reported> reported) {

  /** Deliveries of one step by one channel. */
  public record Step(int step, String channel, int told, int failed, int deferred, int queued) {}

  /**
   * A reason why deliveries failed.
   *
   * @param example the number of a watcher it happened to
   */
  public record Failure(String channel, String reason, int count, long example) {}

  /**
   * What the provider of a channel said of the watchers whose messages it took. The rest of them
   * waits to be heard of.
   *
   * @param channel which channel
   * @param handedOver watchers whose whole message the provider took
   * @param delivered those of them whose device has it
   * @param lost those to whom no attempt arrived: failed, expired or rejected
   */
  public record Reported(String channel, int handedOver, int delivered, int lost) {}

  /**
   * How many it got to. Watchers count once each.
   *
   * @param audience watchers for whom it was queued
   * @param told those to whom at least one channel handed it over
   * @param failed those to whom every attempt has failed for good
   * @param unreachable those without any way
   */
  public record Reached(int audience, int told, int failed, int unreachable) {}

  /** A watcher to whom nothing got through, with the last reason. */
  public record Unreached(long watcher, String reason) {}

  /** Copies its lists. */
  public Progress {
    steps = List.copyOf(steps);
    failures = List.copyOf(failures);
    reported = List.copyOf(reported);
  }
}
