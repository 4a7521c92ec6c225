// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.audience.FileWatcher;
import org.tocsin.server.kernel.secret.KeyFolder;

/**
 * Who wants nothing more at which address. An address stands here as its MAC under {@code
 * keys/refusals.key}: enough to know it again in a file, and no more. Thread-safe.
 */
@Repository
class Refusals {

  private static final int MAC_BYTES = 16;

  private final JdbcClient jdbc;
  private final SecretKeySpec key;

  Refusals(JdbcClient jdbc, KeyFolder keys) {
    this.jdbc = jdbc;
    this.key = new SecretKeySpec(keys.key("refusals"), "HmacSHA256");
  }

  /** What is refused at a moment. */
  final class Known {
    /** Another one when something was refused since, or is refused no more. */
    private final String mark;

    private final Set<String> refused = new HashSet<>();

    private Known() {
      mark = Refusals.this.mark();
      jdbc.sql(
              "select w.external_id, r.channel, r.address_mac from watch.refusal r"
                  + " join watch.watcher w on w.number = r.watcher where w.external_id is not null")
          .query(row -> {
            refused.add(entry(row.getString(1), row.getString(2), row.getBytes(3)));
          });
    }

    /** Whether it is still all that is refused. */
    boolean isCurrent() {
      return mark.equals(Refusals.this.mark());
    }

    /** This watcher without the addresses that are refused. */
    FileWatcher allowed(FileWatcher watcher) {
      if (refused.isEmpty()) {
        return watcher;
      }
      return new FileWatcher(
          watcher.id(),
          watcher.name(),
          watcher.kind(),
          watcher.places(),
          watcher.preferences(),
          watcher.channels().stream()
              .filter(each ->
                  !refused.contains(
                      entry(watcher.id(), each.channel(), mac(each.channel(), each.address()))))
              .toList(),
          watcher.clearance());
    }
  }

  Known known() {
    return new Known();
  }

  private String mark() {
    return jdbc.sql("select count(*) || ' ' || coalesce(max(id), 0) from watch.refusal")
        .query(String.class)
        .single();
  }

  private static String entry(String externalId, String channel, byte[] mac) {
    return channel + ' ' + HexFormat.of().formatHex(mac) + ' ' + externalId;
  }

  void add(long watcher, String channel, String address, Instant at) {
    jdbc.sql("insert into watch.refusal (watcher, channel, address_mac, at) values (?, ?, ?, ?)")
        .params(watcher, channel, mac(channel, address), Timestamp.from(at))
        .update();
  }

  /** What this watcher refuses, the newest of each channel. */
  List<Refusal> of(long watcher) {
    return jdbc.sql(
            "select channel, max(at) from watch.refusal where watcher = ? group by 1 order by 1")
        .param(watcher)
        .query((row, i) -> new Refusal(row.getString(1), row.getTimestamp(2).toInstant()))
        .list();
  }

  /** Forgets what a watcher refuses by a channel; returns how many addresses that were. */
  int lift(long watcher, String channel) {
    return jdbc.sql("delete from watch.refusal where watcher = ? and channel = ?")
        .params(watcher, channel)
        .update();
  }

  void forget(long watcher) {
    jdbc.sql("delete from watch.refusal where watcher = ?").param(watcher).update();
  }

  private byte[] mac(String channel, String address) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String text = channel + ' ' + address.strip().toLowerCase(Locale.ROOT);
      return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
