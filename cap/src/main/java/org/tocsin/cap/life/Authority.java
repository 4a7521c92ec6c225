// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import java.util.Collections;
import java.util.Set;

/**
 * Who may update, cancel or take back whose messages. Must answer the same for the same messages,
 * else what is in force would depend on when it is asked.
 */
@FunctionalInterface
public interface Authority {
  /** Whether what a message does to another counts. */
  boolean mayActOn(Message acting, Message target);

  /** The sender of the target, through a source that also brought the target. */
  static Authority sameSenderAndOrigin() {
    return (acting, target) ->
        sameSender().mayActOn(acting, target)
            && !Collections.disjoint(acting.origins(), target.origins());
  }

  /** The sender of the target, through any source: for sources that check who a sender is. */
  static Authority sameSender() {
    return (acting, target) -> acting.alert().sender().equals(target.alert().sender());
  }

  /** Also these senders among themselves, through any source: the offices of one service. */
  default Authority orAmong(Set<String> senders) {
    Set<String> group = Set.copyOf(senders);
    return (acting, target) ->
        mayActOn(acting, target)
            || (group.contains(acting.alert().sender()) && group.contains(target.alert().sender()));
  }
}
