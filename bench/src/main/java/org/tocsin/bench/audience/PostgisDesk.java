// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.tocsin.bench.frame.Keeper;

/**
 * A peer: a table of PostGIS with a GiST index, its rows along a curve so that neighbours are
 * neighbours, vacuumed and analysed. Positions are steps of 1e-7 degrees, which a double holds
 * exactly; to the geometry they are a plane as degrees are.
 */
final class PostgisDesk extends Desk {
  private static final int EWKB_POINT_BYTES = 21;
  private static final int EWKB_POLYGON_HEAD = 13;
  private static final int POINT_BYTES = 16;
  private static final String WHERE =
      """
       from watcher where ST_Intersects(place, ST_GeomFromWKB(?))
       and (? = 0 or categories = 0 or categories & ? <> 0)
       and severity <= ? and urgency <= ? and certainty <= ?
       and (? = 0 or kinds & ? <> 0)
       and starts <= ? and ends >= ? and (timetable = 0 or timetable = any (?))\
      """;

  private final Postgis database;
  private final PreparedStatement count;
  private final PreparedStatement list;
  private final PreparedStatement move;
  private int batched;

  private PostgisDesk(Setting setting, int sharedMegabytes) throws Exception {
    super(setting);
    database = new Postgis(setting.home(), sharedMegabytes);
    timed("build", this::load);
    count = database.connection().prepareStatement("select count(*)" + WHERE);
    list = database.connection().prepareStatement("select id" + WHERE);
    move =
        database
            .connection()
            .prepareStatement("update watcher set place = ST_MakePoint(?, ?) where id = ?");
    try (Statement statement = database.connection().createStatement();
        ResultSet size =
            statement.executeQuery("select pg_total_relation_size('watcher'), postgis_version()")) {
      size.next();
      tellMemory(size.getLong(1));
    }
  }

  static Keeper of(Setting setting, int sharedMegabytes) throws Exception {
    return new PostgisDesk(setting, sharedMegabytes);
  }

  private void load() throws Exception {
    try (Statement statement = database.connection().createStatement()) {
      statement.execute("create extension postgis");
      // Where a plan is made for each danger, small ones go by the index and large ones need not.
      statement.execute("set plan_cache_mode = force_custom_plan");
      statement.execute(
          """
          create unlogged table watcher (id int4 not null, starts int4 not null, ends int4 not null,
            categories int2 not null, severity int2 not null, urgency int2 not null,
            certainty int2 not null, kinds int2 not null, timetable int2 not null,
            place geometry(Point) not null)\
          """);
      copy();
      statement.execute("create index on watcher using gist (place)");
      statement.execute("alter table watcher add primary key (id)");
      statement.execute("vacuum analyze watcher");
    }
  }

  private void copy() throws SQLException, IOException {
    HexFormat hex = HexFormat.of();
    ByteBuffer point =
        ByteBuffer.allocate(EWKB_POINT_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 1)
            .putInt(1);
    StringBuilder row = new StringBuilder();
    try (PGCopyOutputStream out =
        new PGCopyOutputStream(
            database.connection().unwrap(PGConnection.class), "copy watcher from stdin")) {
      for (int id : watchers.alongCurve()) {
        int when = watchers.when[id];
        Wish wish = watchers.wishes[watchers.wish[id]];
        row.setLength(0);
        row.append(id)
            .append('\t')
            .append(when < 0 ? watchers.from[-1 - when] : Integer.MIN_VALUE)
            .append('\t')
            .append(when < 0 ? watchers.until[-1 - when] : Integer.MAX_VALUE)
            .append('\t')
            .append(wish.categories())
            .append('\t')
            .append(wish.severity())
            .append('\t')
            .append(wish.urgency())
            .append('\t')
            .append(wish.certainty())
            .append('\t')
            .append(1 << watchers.kind[id])
            .append('\t')
            .append(Math.max(when, 0))
            .append('\t');
        point.putDouble(5, watchers.x[id]).putDouble(13, watchers.y[id]);
        hex.formatHex(row, point.array());
        row.append('\n');
        out.write(row.toString().getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  /** A count of them; or {@code sent}, every id to the client. */
  @Override
  Finder finder(String way) {
    boolean isSent = way.equals("sent");
    return new Finder() {
      @Override
      public int count(Question question) throws SQLException {
        if (isSent) {
          return ids(question).length;
        }
        try (ResultSet row = ask(count, question)) {
          row.next();
          return Math.toIntExact(row.getLong(1));
        }
      }

      @Override
      public int[] ids(Question question) throws SQLException {
        IntStream.Builder ids = IntStream.builder();
        try (ResultSet rows = ask(list, question)) {
          while (rows.next()) {
            ids.add(rows.getInt(1));
          }
        }
        return ids.build().toArray();
      }
    };
  }

  private ResultSet ask(PreparedStatement statement, Question question) throws SQLException {
    Short[] open =
        IntStream.rangeClosed(1, Timetable.COUNT)
            .filter(number -> Timetable.of(number).isOpen(question.first(), question.last()))
            .mapToObj(number -> (short) number)
            .toArray(Short[]::new);
    statement.setBytes(1, polygon(question));
    statement.setInt(2, question.categories());
    statement.setInt(3, question.categories());
    statement.setInt(4, question.severity());
    statement.setInt(5, question.urgency());
    statement.setInt(6, question.certainty());
    statement.setInt(7, question.kinds());
    statement.setInt(8, question.kinds());
    statement.setInt(9, Math.toIntExact(question.last()));
    statement.setInt(10, Math.toIntExact(question.first()));
    statement.setArray(11, database.connection().createArrayOf("int2", open));
    return statement.executeQuery();
  }

  /** As well-known binary: one ring. */
  private static byte[] polygon(Question question) {
    int corners = question.x().length;
    ByteBuffer bytes =
        ByteBuffer.allocate(EWKB_POLYGON_HEAD + corners * POINT_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 1)
            .putInt(3)
            .putInt(1)
            .putInt(corners);
    for (int i = 0; i < corners; i++) {
      bytes.putDouble(question.x()[i]).putDouble(question.y()[i]);
    }
    return bytes.array();
  }

  @Override
  Mover mover() throws SQLException {
    database.connection().setAutoCommit(false);
    return new Mover() {
      @Override
      public void move(int id, int x, int y) throws SQLException {
        move.setDouble(1, x);
        move.setDouble(2, y);
        move.setInt(3, id);
        move.addBatch();
        batched++;
      }

      @Override
      public void show() throws SQLException {
        if (move.executeBatch().length != batched) {
          throw new IllegalStateException("not all of a batch of moves were done");
        }
        batched = 0;
        database.connection().commit();
      }
    };
  }

  @Override
  long processorNanosElsewhere() throws IOException {
    return database.processorNanos();
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
