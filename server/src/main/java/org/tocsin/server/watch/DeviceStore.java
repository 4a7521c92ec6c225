// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.secret.Sealer;

/** The table of the ways to reach watchers that they added themselves. */
@Repository
class DeviceStore {

  /** A row. */
  record Row(long id, long watcher, String kind, Sealer.Sealed sealed) {}

  private final JdbcClient jdbc;

  DeviceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of these watchers, in the order in which they were added. */
  List<Row> of(long[] watchers) {
    return jdbc.sql(
            """
            select id, watcher, kind, sealed, key from watch.device
             where watcher = any(?) order by watcher, id
            """)
        .param(watchers)
        .query((row, i) ->
            new Row(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                new Sealer.Sealed(row.getBytes(4), row.getBytes(5))))
        .list();
  }

  /** How many of this kind a watcher has. */
  int count(long watcher, String kind) {
    return jdbc.sql("select count(*) from watch.device where watcher = ? and kind = ?")
        .params(watcher, kind)
        .query(Integer.class)
        .single();
  }

  /** The kinds that each of these watchers has added; whoever added none is missing. */
  Map<Long, SortedSet<String>> kinds(long[] watchers) {
    Map<Long, SortedSet<String>> kinds = new HashMap<>();
    jdbc.sql("select distinct watcher, kind from watch.device where watcher = any(?)")
        .param(watchers)
        .query(row -> {
          kinds.computeIfAbsent(row.getLong(1), _ -> new TreeSet<>()).add(row.getString(2));
        });
    return kinds;
  }

  void add(long watcher, String kind, Sealer.Sealed sealed, Instant at) {
    jdbc.sql(
            "insert into watch.device (watcher, kind, sealed, key, added_at) values (?, ?, ?, ?, ?)")
        .params(watcher, kind, sealed.box(), sealed.key(), Timestamp.from(at))
        .update();
  }

  void remove(List<Long> ids) {
    jdbc.sql("delete from watch.device where id = any(?)")
        .param(ids.stream().mapToLong(Long::longValue).toArray())
        .update();
  }

  void removeAll(long watcher) {
    jdbc.sql("delete from watch.device where watcher = ?").param(watcher).update();
  }
}
