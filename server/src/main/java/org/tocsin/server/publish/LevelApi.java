// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.deliver.level.ServiceLevel;

/** The service level over HTTP, for everybody. */
@RestController
class LevelApi {

  private final LevelBoard board;

  LevelApi(LevelBoard board) {
    this.board = board;
  }

  /** Ninety days. */
  record LevelView(
      LocalDate from,
      LocalDate through,
      ShareView all,
      List<ChannelView> channels,
      List<DayView> days,
      ShareView exercises) {
    static LevelView of(ServiceLevel level) {
      return new LevelView(
          level.from(),
          level.through(),
          ShareView.of(level.all()),
          level.channels().stream()
              .map(each -> new ChannelView(each.channel(), ShareView.of(each.share())))
              .toList(),
          level.days().stream()
              .map(each -> new DayView(each.day(), ShareView.of(each.share())))
              .toList(),
          ShareView.of(level.exercises()));
    }
  }

  /** One channel. */
  record ChannelView(String channel, ShareView share) {}

  /** One day. */
  record DayView(LocalDate day, ShareView share) {}

  /** Counts of recipients, shares from 0 to 1, times in seconds. */
  record ShareView(
      long warnings,
      long recipients,
      long handedOver,
      long within10Seconds,
      long within60Seconds,
      long withoutChannel,
      @Nullable Double shareWithin10Seconds,
      @Nullable Double shareWithin60Seconds,
      @Nullable Double medianSeconds,
      @Nullable Double percentile95Seconds) {
    static ShareView of(ServiceLevel.Share share) {
      return new ShareView(
          share.warnings(),
          share.people(),
          share.handedOver(),
          share.within10(),
          share.within60(),
          share.withoutWay(),
          share.shareWithin10().orElse(null),
          share.shareWithin60().orElse(null),
          seconds(share.median()),
          seconds(share.most95()));
    }

    private static @Nullable Double seconds(Optional<Duration> time) {
      return time.map(each -> each.toMillis() / 1_000.0).orElse(null);
    }
  }

  @GetMapping("/api/v1/service-level")
  ResponseEntity<LevelView> level() {
    return ResponseEntity.ok().cacheControl(PublicShell.SHORT).body(LevelView.of(board.level()));
  }
}
