// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tocsin.audience.Category;
import org.tocsin.audience.Certainty;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.Place;
import org.tocsin.audience.Polygon;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.Severity;
import org.tocsin.audience.Shape;
import org.tocsin.audience.Urgency;
import org.tocsin.audience.When;
import org.tocsin.server.kernel.WatcherId;

/**
 * The byte form of the sealed part: version 2, then name, channels, preferences and places; numbers
 * big-endian, coordinates in lattice steps of 1e-7 degrees. Compact because a hundred thousand of
 * them are opened at every start.
 */
final class PersonalBytes {

  private static final int VERSION = 2;

  /** The same without quiet hours. */
  private static final int FIRST_VERSION = 1;

  private static final double STEPS = 1e7;

  private PersonalBytes() {}

  static byte[] encode(Personal personal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(personal.name());
      out.writeShort(personal.channels().size());
      for (Contact.Channel channel : personal.channels()) {
        out.writeUTF(channel.kind());
        out.writeUTF(channel.address());
        When quiet = channel.quiet();
        when(out, quiet == null ? When.always() : quiet);
      }
      preferences(out, personal.preferences());
      out.writeShort(personal.places().size());
      for (Place place : personal.places()) {
        shape(out, place.shape());
        when(out, place.when());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a watcher does not fit its byte form", e);
    }
    return bytes.toByteArray();
  }

  static Personal decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = version(in);
      String name = in.readUTF();
      List<Contact.Channel> channels = channels(in, version);
      Preferences preferences = preferences(in);
      List<Place> places = new ArrayList<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        places.add(new Place(shape(in), when(in)));
      }
      return new Personal(name, channels, places, preferences);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored watcher is damaged", e);
    }
  }

  /** The channels alone: they stand near the beginning, and a message needs no more. */
  static Contact contact(
      WatcherId id, List<String> languages, List<Contact.Channel> added, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = version(in);
      String name = in.readUTF();
      return new Contact(id, name, languages, joined(channels(in, version), added));
    } catch (IOException e) {
      throw new UncheckedIOException("a stored watcher is damaged", e);
    }
  }

  /** Those of the desk's list, then those that the watcher added and that are not among them. */
  private static List<Contact.Channel> joined(
      List<Contact.Channel> listed, List<Contact.Channel> added) {
    if (added.isEmpty()) {
      return listed;
    }
    List<Contact.Channel> all = new ArrayList<>(listed);
    added.stream().filter(each -> !listed.contains(each)).forEach(all::add);
    return all;
  }

  private static int version(DataInputStream in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION && version != FIRST_VERSION) {
      throw new IllegalStateException(
          "a watcher is stored in form %d; this program reads forms %d and %d"
              .formatted(version, FIRST_VERSION, VERSION));
    }
    return version;
  }

  private static List<Contact.Channel> channels(DataInputStream in, int version)
      throws IOException {
    List<Contact.Channel> channels = new ArrayList<>(2);
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      String kind = in.readUTF();
      String address = in.readUTF();
      When quiet = version == FIRST_VERSION ? When.always() : when(in);
      channels.add(new Contact.Channel(kind, address, quiet.equals(When.always()) ? null : quiet));
    }
    return channels;
  }

  private static void preferences(DataOutputStream out, Preferences wanted) throws IOException {
    out.writeByte(wanted.categories().size());
    for (Category category : wanted.categories()) {
      out.writeUTF(category.word());
    }
    out.writeUTF(wanted.minSeverity().word());
    out.writeUTF(wanted.minUrgency().word());
    out.writeUTF(wanted.minCertainty().word());
    out.writeByte(wanted.languages().size());
    for (String language : wanted.languages()) {
      out.writeUTF(language);
    }
  }

  private static Preferences preferences(DataInputStream in) throws IOException {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      categories.add(Category.find(in.readUTF()).orElseThrow());
    }
    Severity severity = Severity.find(in.readUTF()).orElseThrow();
    Urgency urgency = Urgency.find(in.readUTF()).orElseThrow();
    Certainty certainty = Certainty.find(in.readUTF()).orElseThrow();
    List<String> languages = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      languages.add(in.readUTF());
    }
    return new Preferences(categories, severity, urgency, certainty, languages);
  }

  private static void shape(DataOutputStream out, Shape shape) throws IOException {
    switch (shape) {
      case Shape.PointRadius circle -> {
        out.writeByte('c');
        position(out, circle.centre());
        out.writeDouble(circle.radiusMetres());
      }
      case Shape.Polygons polygons -> {
        out.writeByte('p');
        out.writeShort(polygons.polygons().size());
        for (Polygon polygon : polygons.polygons()) {
          positions(out, polygon.outer());
          out.writeShort(polygon.holes().size());
          for (List<Coordinates> hole : polygon.holes()) {
            positions(out, hole);
          }
        }
      }
      case Shape.Corridor corridor -> {
        out.writeByte('r');
        positions(out, corridor.points());
        out.writeDouble(corridor.widthMetres());
      }
      case Shape.World _ -> out.writeByte('w');
    }
  }

  private static Shape shape(DataInputStream in) throws IOException {
    int letter = in.readUnsignedByte();
    return switch (letter) {
      case 'c' -> new Shape.PointRadius(position(in), in.readDouble());
      case 'p' -> {
        List<Polygon> polygons = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
          List<Coordinates> outer = positions(in);
          List<List<Coordinates>> holes = new ArrayList<>();
          for (int rings = in.readUnsignedShort(); rings > 0; rings--) {
            holes.add(positions(in));
          }
          polygons.add(new Polygon(outer, holes));
        }
        yield new Shape.Polygons(polygons);
      }
      case 'r' -> new Shape.Corridor(positions(in), in.readDouble());
      case 'w' -> new Shape.World();
      default -> throw new IOException("unknown shape " + letter);
    };
  }

  private static void when(DataOutputStream out, When when) throws IOException {
    switch (when) {
      case When.Always _ -> out.writeByte('a');
      case When.Interval interval -> {
        out.writeByte('i');
        instant(out, interval.from());
        instant(out, interval.until());
      }
      case When.WeeklyHours weekly -> {
        out.writeByte('h');
        out.writeUTF(weekly.zone().getId());
        out.writeShort(weekly.hours().size());
        for (When.Hours hours : weekly.hours()) {
          out.writeByte(hours.day().getValue());
          out.writeInt(hours.from().toSecondOfDay());
          out.writeInt(hours.until().toSecondOfDay());
        }
      }
      case When.WeeklyWithin season -> {
        out.writeByte('s');
        when(out, season.interval());
        when(out, season.hours());
      }
    }
  }

  private static When when(DataInputStream in) throws IOException {
    int letter = in.readUnsignedByte();
    return switch (letter) {
      case 'a' -> When.always();
      case 'i' -> new When.Interval(instant(in), instant(in));
      case 'h' -> {
        ZoneId zone = ZoneId.of(in.readUTF());
        List<When.Hours> hours = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
          hours.add(
              new When.Hours(
                  DayOfWeek.of(in.readUnsignedByte()),
                  LocalTime.ofSecondOfDay(in.readInt()),
                  LocalTime.ofSecondOfDay(in.readInt())));
        }
        yield new When.WeeklyHours(zone, hours);
      }
      case 's' -> {
        if (when(in) instanceof When.Interval interval
            && when(in) instanceof When.WeeklyHours hours) {
          yield new When.WeeklyWithin(interval, hours);
        }
        throw new IOException("a season lacks its interval or its hours");
      }
      default -> throw new IOException("unknown time " + letter);
    };
  }

  private static void positions(DataOutputStream out, List<Coordinates> points) throws IOException {
    out.writeInt(points.size());
    for (Coordinates point : points) {
      position(out, point);
    }
  }

  private static List<Coordinates> positions(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > in.available() / 8) {
      throw new IOException("a shape claims " + count + " positions");
    }
    List<Coordinates> points = new ArrayList<>(count);
    for (int left = count; left > 0; left--) {
      points.add(position(in));
    }
    return points;
  }

  private static void position(DataOutputStream out, Coordinates point) throws IOException {
    out.writeInt((int) Math.rint(point.latitude() * STEPS));
    out.writeInt((int) Math.rint(point.longitude() * STEPS));
  }

  private static Coordinates position(DataInputStream in) throws IOException {
    return new Coordinates(in.readInt() / STEPS, in.readInt() / STEPS);
  }

  private static void instant(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
