// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.level.ServiceLevel;
import org.tocsin.server.deliver.level.ServiceLevels;

/**
 * How soon people were handed the public alerts of the last ninety days, kept in memory: added up
 * anew only when something has changed, and at most once a minute however much does. Thread-safe.
 *
 * <p>Of public alerts only: whoever may read the figures of a private notice learns of it.
 */
@Component
class LevelBoard {

  /** Today included. */
  static final int DAYS = 90;

  private static final Duration KEPT = Duration.ofMinutes(1);

  private record Kept(long version, Instant at, ServiceLevel level) {}

  private final ServiceLevels levels;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Kept kept;

  LevelBoard(ServiceLevels levels, Clock clock) {
    this.levels = levels;
    this.clock = clock;
  }

  ServiceLevel level() {
    Instant now = clock.instant();
    Kept before = kept;
    if (before != null && isFresh(before, now)) {
      return before.level();
    }
    reading.lock();
    try {
      Kept meanwhile = kept;
      if (meanwhile == null || !isFresh(meanwhile, now)) {
        meanwhile = renewed(meanwhile, now);
        kept = meanwhile;
      }
      return meanwhile.level();
    } finally {
      reading.unlock();
    }
  }

  private static boolean isFresh(Kept kept, Instant now) {
    return now.isBefore(kept.at().plus(KEPT));
  }

  private Kept renewed(@Nullable Kept before, Instant now) {
    long version = levels.version();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (before != null && before.version() == version && before.level().through().equals(today)) {
      return new Kept(version, now, before.level());
    }
    return new Kept(version, now, levels.over(today.minusDays(DAYS - 1L), today, true));
  }
}
