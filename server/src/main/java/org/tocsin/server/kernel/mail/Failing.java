// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.mail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Which mails could not be dealt with, and how often. It is in memory only: another node, or this
 * one after a start, counts anew. Thread-safe.
 */
final class Failing {

  private final Map<Long, Integer> counts = new HashMap<>();
  private long validity;

  /** Numbers of mails mean something only as long as the folder keeps this one (RFC 3501). */
  synchronized void begin(long uidValidity) {
    if (uidValidity != validity) {
      counts.clear();
      validity = uidValidity;
    }
  }

  synchronized int count() {
    return counts.size();
  }

  synchronized int of(long uid) {
    return counts.getOrDefault(uid, 0);
  }

  synchronized void failed(long uid) {
    counts.merge(uid, 1, Integer::sum);
  }

  synchronized void done(long uid) {
    counts.remove(uid);
  }

  /** Those that failed come last, what failed most at the very end; what is gone is forgotten. */
  synchronized <T> List<T> last(List<T> mails, ToLongFunction<T> uid) {
    counts.keySet().retainAll(Set.copyOf(mails.stream().map(uid::applyAsLong).toList()));
    List<T> sorted = new ArrayList<>(mails);
    sorted.sort(Comparator.comparingInt(mail -> of(uid.applyAsLong(mail))));
    return sorted;
  }
}
