// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.level.ServiceLevel;
import org.tocsin.server.deliver.level.ServiceLevels;

/**
 * How soon people were handed the public alerts of the last ninety days, kept in memory while
 * nothing changes: a view costs one small question to the database. Thread-safe.
 *
 * <p>Of public alerts only: whoever may read the figures of a private notice learns of it.
 */
@Component
class LevelBoard {

  /** Today included. */
  static final int DAYS = 90;

  private record Kept(long version, LocalDate today, ServiceLevel level) {}

  private final ServiceLevels levels;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Kept kept;

  LevelBoard(ServiceLevels levels, Clock clock) {
    this.levels = levels;
    this.clock = clock;
  }

  ServiceLevel level() {
    long version = levels.version();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Kept now = kept;
    if (now != null && now.version() == version && now.today().equals(today)) {
      return now.level();
    }
    reading.lock();
    try {
      Kept meanwhile = kept;
      if (meanwhile == null || meanwhile.version() < version || !meanwhile.today().equals(today)) {
        meanwhile = new Kept(version, today, levels.over(today.minusDays(DAYS - 1L), today, true));
        kept = meanwhile;
      }
      return meanwhile.level();
    } finally {
      reading.unlock();
    }
  }
}
