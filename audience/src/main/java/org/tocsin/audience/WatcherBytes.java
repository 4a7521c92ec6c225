// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Watchers, wishes and times as bytes, for the part of a snapshot file that is not columns. Numbers
 * are big-endian, lists begin with their length, choices with a tag. What is read is checked by the
 * types that are made of it.
 */
@SuppressWarnings("EnumOrdinal")
final class WatcherBytes {
  private static final int ALWAYS = 0;
  private static final int INTERVAL = 1;
  private static final int WEEKLY = 2;
  private static final int WITHIN = 3;
  private static final int POINT = 0;
  private static final int POLYGONS = 1;
  private static final int CORRIDOR = 2;
  private static final int WORLD = 3;

  private WatcherBytes() {}

  static void writeProfile(DataOutputStream out, Books.Profile profile) throws IOException {
    Preferences wish = profile.preferences();
    out.writeByte(profile.kind().code());
    out.writeShort(Category.bits(wish.categories()));
    out.writeByte(wish.minSeverity().ordinal());
    out.writeByte(wish.minUrgency().ordinal());
    out.writeByte(wish.minCertainty().ordinal());
    out.writeInt(wish.languages().size());
    for (String language : wish.languages()) {
      out.writeUTF(language);
    }
    out.writeInt(profile.gathering().capacity());
    out.writeInt(profile.gathering().types().size());
    for (String type : profile.gathering().types()) {
      out.writeUTF(type);
    }
  }

  static Books.Profile readProfile(DataInputStream in) throws IOException {
    WatcherKind kind = one(in, WatcherKind.values());
    Set<Category> categories = EnumSet.noneOf(Category.class);
    int bits = in.readUnsignedShort();
    for (Category category : Category.values()) {
      if ((bits >>> category.ordinal() & 1) != 0) {
        categories.add(category);
      }
    }
    Severity severity = one(in, Severity.values());
    Urgency urgency = one(in, Urgency.values());
    Certainty certainty = one(in, Certainty.values());
    List<String> languages = new ArrayList<>();
    for (int n = count(in); n > 0; n--) {
      languages.add(in.readUTF());
    }
    int capacity = in.readInt();
    Set<String> types = new HashSet<>();
    for (int n = count(in); n > 0; n--) {
      types.add(in.readUTF());
    }
    return new Books.Profile(
        kind,
        new Preferences(categories, severity, urgency, certainty, languages),
        new Gathering(capacity, types));
  }

  private static <E> E one(DataInputStream in, E[] values) throws IOException {
    int ordinal = in.readUnsignedByte();
    if (ordinal >= values.length) {
      throw new IOException("choice " + ordinal + " of " + values.length + " does not exist");
    }
    return values[ordinal];
  }

  /** A length; no list is longer than what is left to read. */
  static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > in.available()) {
      throw new IOException("a list claims " + count + " entries in " + in.available() + " bytes");
    }
    return count;
  }

  static void writeWhen(DataOutputStream out, When when) throws IOException {
    switch (when) {
      case When.Always _ -> out.writeByte(ALWAYS);
      case When.Interval interval -> {
        out.writeByte(INTERVAL);
        writeInterval(out, interval);
      }
      case When.WeeklyHours weekly -> {
        out.writeByte(WEEKLY);
        writeWeekly(out, weekly);
      }
      case When.WeeklyWithin(When.Interval interval, When.WeeklyHours weekly) -> {
        out.writeByte(WITHIN);
        writeInterval(out, interval);
        writeWeekly(out, weekly);
      }
    }
  }

  static When readWhen(DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case ALWAYS -> When.always();
      case INTERVAL -> readInterval(in);
      case WEEKLY -> readWeekly(in);
      case WITHIN -> new When.WeeklyWithin(readInterval(in), readWeekly(in));
      default -> throw new IOException("time of sort " + tag + " does not exist");
    };
  }

  private static void writeInterval(DataOutputStream out, When.Interval interval)
      throws IOException {
    for (Instant end : List.of(interval.from(), interval.until())) {
      out.writeLong(end.getEpochSecond());
      out.writeInt(end.getNano());
    }
  }

  private static When.Interval readInterval(DataInputStream in) throws IOException {
    Instant from = Instant.ofEpochSecond(in.readLong(), in.readInt());
    return new When.Interval(from, Instant.ofEpochSecond(in.readLong(), in.readInt()));
  }

  private static void writeWeekly(DataOutputStream out, When.WeeklyHours weekly)
      throws IOException {
    out.writeUTF(weekly.zone().getId());
    out.writeInt(weekly.hours().size());
    for (When.Hours hours : weekly.hours()) {
      out.writeByte(hours.day().getValue());
      out.writeLong(hours.from().toNanoOfDay());
      out.writeLong(hours.until().toNanoOfDay());
    }
  }

  private static When.WeeklyHours readWeekly(DataInputStream in) throws IOException {
    ZoneId zone = ZoneId.of(in.readUTF());
    List<When.Hours> hours = new ArrayList<>();
    for (int n = count(in); n > 0; n--) {
      hours.add(
          new When.Hours(
              DayOfWeek.of(in.readUnsignedByte()),
              LocalTime.ofNanoOfDay(in.readLong()),
              LocalTime.ofNanoOfDay(in.readLong())));
    }
    return new When.WeeklyHours(zone, hours);
  }

  static void writeWatcher(DataOutputStream out, Watcher watcher) throws IOException {
    out.writeLong(watcher.id());
    writeProfile(out, Rows.profile(watcher));
    out.writeInt(watcher.places().size());
    for (Place place : watcher.places()) {
      writeWhen(out, place.when());
      writeShape(out, place.shape());
    }
  }

  static Watcher readWatcher(DataInputStream in) throws IOException {
    long id = in.readLong();
    Books.Profile profile = readProfile(in);
    List<Place> places = new ArrayList<>();
    for (int n = count(in); n > 0; n--) {
      When when = readWhen(in);
      places.add(new Place(readShape(in), when));
    }
    return new Watcher(id, profile.kind(), places, profile.preferences(), profile.gathering());
  }

  private static void writeShape(DataOutputStream out, Shape shape) throws IOException {
    switch (shape) {
      case Shape.PointRadius(Coordinates centre, double radius) -> {
        out.writeByte(POINT);
        writePositions(out, List.of(centre));
        out.writeDouble(radius);
      }
      case Shape.Polygons(List<Polygon> polygons) -> {
        out.writeByte(POLYGONS);
        out.writeInt(polygons.size());
        for (Polygon polygon : polygons) {
          writePositions(out, polygon.outer());
          out.writeInt(polygon.holes().size());
          for (List<Coordinates> hole : polygon.holes()) {
            writePositions(out, hole);
          }
        }
      }
      case Shape.Corridor(List<Coordinates> points, double width) -> {
        out.writeByte(CORRIDOR);
        writePositions(out, points);
        out.writeDouble(width);
      }
      case Shape.World() -> out.writeByte(WORLD);
    }
  }

  private static Shape readShape(DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case POINT -> new Shape.PointRadius(readPositions(in).getFirst(), in.readDouble());
      case POLYGONS -> {
        List<Polygon> polygons = new ArrayList<>();
        for (int n = count(in); n > 0; n--) {
          List<Coordinates> outer = readPositions(in);
          List<List<Coordinates>> holes = new ArrayList<>();
          for (int h = count(in); h > 0; h--) {
            holes.add(readPositions(in));
          }
          polygons.add(new Polygon(outer, holes));
        }
        yield new Shape.Polygons(polygons);
      }
      case CORRIDOR -> new Shape.Corridor(readPositions(in), in.readDouble());
      case WORLD -> Shape.world();
      default -> throw new IOException("place of sort " + tag + " does not exist");
    };
  }

  private static void writePositions(DataOutputStream out, List<Coordinates> positions)
      throws IOException {
    out.writeInt(positions.size());
    for (Coordinates position : positions) {
      out.writeInt((int) position.x());
      out.writeInt((int) position.y());
    }
  }

  private static List<Coordinates> readPositions(DataInputStream in) throws IOException {
    List<Coordinates> positions = new ArrayList<>();
    for (int n = count(in); n > 0; n--) {
      int x = in.readInt();
      positions.add(new Coordinates(in.readInt() / Coordinates.STEPS, x / Coordinates.STEPS));
    }
    return positions;
  }
}
