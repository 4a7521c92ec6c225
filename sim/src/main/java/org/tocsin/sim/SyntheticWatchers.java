// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Invented watchers round forty real cities: 8 % of them in Moscow and Krasnogorsk. Of a hundred,
 * 93 are people, 3 organisations, 2.5 venues with opening hours and 1.5 events with a date; two are
 * governments. One venue and one event in five are large. One person in twenty also has a stay in
 * another city, with dates; one in thirty has a webhook beside the e-mail.
 *
 * <p>About 36 of 100,000, all of them round Moscow, cannot be reached: half have no channel, a
 * quarter an e-mail address in {@link #UNREACHABLE_DOMAIN}, a quarter a webhook under {@code
 * /gone/}.
 *
 * <p>Opening hours are written as OpenStreetMap does, with the zone after an at sign: {@code Mo-Fr
 * 10:00-20:00; Sa-Su 11:00-18:00 @ Europe/Moscow}.
 *
 * <p>The {@code n}-th watcher depends on the seed and {@code n} alone, so a larger world begins
 * with the same people. Immutable and safe for any number of threads.
 *
 * @param seed same seed, same world
 * @param count how many watchers, from 4 to 50,000,000; files have some 8 % more lines
 * @param around the instant round which stays and events lie, from 10 days before to 20 days after
 * @param hookBase where webhooks are received, such as {@code http://127.0.0.1:8099}
 */
public record SyntheticWatchers(long seed, int count, Instant around, URI hookBase) {
  /** The id of the government on whose ground the case plays. */
  public static final String HOST_GOVERNMENT = "exercise-government-host";

  /** The id of a government that answers notices. */
  public static final String PARTNER_GOVERNMENT = "exercise-government-partner";

  /** The id of a concert hall in Krasnogorsk (55.826 N, 37.390 E). */
  public static final String HALL = "exercise-hall-krasnogorsk";

  /** The id of a concert there 15 days after {@link #around}: outside a window of 48 hours. */
  public static final String CONCERT = "exercise-concert-krasnogorsk";

  /** The domain of every e-mail address; RFC 2606 keeps it from ever existing. */
  public static final String MAIL_DOMAIN = "exercise.invalid";

  /** The domain of addresses at which nobody can be reached. */
  public static final String UNREACHABLE_DOMAIN = "unreachable.exercise.invalid";

  private static final int MAX_COUNT = 50_000_000;
  private static final int NAMED = 4;
  private static final int FLUSH_CHARS = 1 << 16;
  private static final double METRES_PER_DEGREE = 111_195;

  /** Refuses counts outside 4 to 50,000,000 and a base that is not http or ends in a slash. */
  public SyntheticWatchers {
    if (count < NAMED || count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "count of watchers is " + count + "; give " + NAMED + " to " + MAX_COUNT);
    }
    String scheme = String.valueOf(hookBase.getScheme());
    boolean http = scheme.equals("http") || scheme.equals("https");
    if (!http || hookBase.toString().endsWith("/")) {
      throw new IllegalArgumentException(
          "hookBase is " + hookBase + "; give an http address without a slash at its end");
    }
  }

  /** The world of the demo: seed 2024, 100,000 watchers, round the evening of 7 March 2024. */
  public static SyntheticWatchers demo(URI hookBase) {
    return new SyntheticWatchers(2024, 100_000, Instant.parse("2024-03-07T16:15:00Z"), hookBase);
  }

  /** This world with another number of watchers. */
  public SyntheticWatchers withCount(int otherCount) {
    return new SyntheticWatchers(seed, otherCount, around, hookBase);
  }

  /**
   * Writes the file of watchers: header, then lines, in the order of {@link #forEach}. Uses
   * constant memory.
   *
   * @return what was written, counted
   * @throws IOException when {@code out} refuses
   */
  public WatcherSummary writeCsv(Appendable out) throws IOException {
    WatcherSummary.Tally tally = new WatcherSummary.Tally();
    StringBuilder buffer = new StringBuilder(FLUSH_CHARS + 1_024);
    buffer.append(WatcherRow.HEADER).append('\n');
    try {
      forEach(row -> {
        tally.add(row);
        row.appendTo(buffer);
        if (buffer.length() >= FLUSH_CHARS) {
          flush(buffer, out);
        }
      });
      flush(buffer, out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return tally.summary();
  }

  /** Hands out every line, those of one watcher one after the other. */
  public void forEach(Consumer<WatcherRow> sink) {
    sink.accept(hostGovernment());
    sink.accept(partnerGovernment());
    sink.accept(hall());
    sink.accept(concert());
    for (int index = NAMED; index < count; index++) {
      emit(index, new SplittableRandom(Dice.seedOf(seed, index)), sink);
    }
  }

  /** Counts without writing. */
  public WatcherSummary summary() {
    WatcherSummary.Tally tally = new WatcherSummary.Tally();
    forEach(tally::add);
    return tally.summary();
  }

  private void emit(int index, RandomGenerator random, Consumer<WatcherRow> sink) {
    City city = City.at(random.nextDouble());
    double sort = random.nextDouble();
    WatcherRow row;
    if (sort < 0.93) {
      row = person(index, city, random);
    } else if (sort < 0.96) {
      row = organisation(index, city, random);
    } else if (sort < 0.985) {
      row = venue(index, city, random);
    } else {
      row = event(index, city, random);
    }
    boolean second = random.nextDouble() < 1 / 30.0;
    boolean travels = random.nextDouble() < 0.05;
    // 223 is prime, so that the unreachable do not fall into step with anything else.
    if (city.inMoscowArea() && index % 223 == 7) {
      sink.accept(unreachable(row, random));
      return;
    }
    sink.accept(row);
    if (second && row.channel().equals("email")) {
      sink.accept(row.withChannel("webhook", hook(row.id())));
    }
    if (travels && row.kind().equals("person")) {
      sink.accept(stay(row, random));
    }
  }

  private WatcherRow person(int index, City city, RandomGenerator random) {
    String id = id("person", index);
    boolean hooked = random.nextDouble() < 0.06;
    return placed(
        id,
        "Exercise person " + id.substring(7),
        "person",
        city,
        random.nextInt(0, 20) * 100,
        "",
        "",
        "",
        hooked ? "webhook" : "email",
        hooked ? hook(id) : mail(id),
        random);
  }

  private WatcherRow organisation(int index, City city, RandomGenerator random) {
    String id = id("organisation", index);
    boolean hooked = random.nextDouble() < 0.5;
    return placed(
        id,
        "Exercise company " + id.substring(13),
        "organisation",
        city,
        random.nextInt(1, 20) * 100,
        "",
        "",
        random.nextBoolean() ? "Mo-Fr 09:00-18:00 @ " + city.zone() : "",
        hooked ? "webhook" : "email",
        hooked ? hook(id) : mail(id),
        random);
  }

  private WatcherRow venue(int index, City city, RandomGenerator random) {
    String id = id("venue", index);
    boolean large = random.nextInt(5) == 0;
    boolean hooked = random.nextDouble() < 0.5;
    String hours =
        switch (random.nextInt(4)) {
          case 0 -> "Mo-Su 10:00-22:00";
          case 1 -> "Tu-Su 18:00-23:30";
          case 2 -> "Mo-Fr 10:00-20:00; Sa-Su 11:00-18:00";
          default -> "Fr-Sa 20:00-04:00";
        };
    WatcherRow row =
        placed(
            id,
            "Exercise " + (large ? "large venue " : "venue ") + id.substring(6),
            "venue",
            city,
            large ? 400 : 100,
            "",
            "",
            hours + " @ " + city.zone(),
            hooked ? "webhook" : "email",
            hooked ? hook(id) : mail(id),
            random);
    return large && random.nextInt(4) == 0 ? ground(row) : row;
  }

  private WatcherRow event(int index, City city, RandomGenerator random) {
    String id = id("event", index);
    boolean large = random.nextInt(5) == 0;
    Instant from = wholeQuarter(around.plus(Duration.ofMinutes(random.nextLong(-14_400, 28_800))));
    return placed(
        id,
        "Exercise " + (large ? "large event " : "event ") + id.substring(6),
        "event",
        city,
        large ? 500 : 150,
        from.toString(),
        from.plus(Duration.ofHours(random.nextInt(2, 11))).toString(),
        "",
        "email",
        mail(id),
        random);
  }

  private WatcherRow stay(WatcherRow row, RandomGenerator random) {
    City city = City.at(random.nextDouble());
    Instant from = wholeQuarter(around.plus(Duration.ofMinutes(random.nextLong(-14_400, 28_800))));
    Instant until = from.plus(Duration.ofHours(random.nextInt(20, 150)));
    return row.withStay(north(city, random), east(city, random), from.toString(), until.toString());
  }

  private WatcherRow unreachable(WatcherRow row, RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> row.withChannel("email", row.id() + "@" + UNREACHABLE_DOMAIN);
      case 1 -> row.withChannel("webhook", hookBase + "/gone/" + row.id());
      default -> row.withChannel("", "");
    };
  }

  private WatcherRow hostGovernment() {
    return named(
        HOST_GOVERNMENT,
        "Exercise government (host)",
        "government",
        30_000,
        "",
        "",
        "",
        "ru|en",
        55.7558,
        37.6173);
  }

  private WatcherRow partnerGovernment() {
    return named(
        PARTNER_GOVERNMENT,
        "Exercise government (partner)",
        "government",
        500,
        "",
        "",
        "",
        "en",
        55.7560,
        37.5840);
  }

  private WatcherRow hall() {
    return named(
        HALL,
        "Exercise concert hall at Krasnogorsk",
        "venue",
        400,
        "",
        "",
        "Mo-Su 10:00-23:30 @ Europe/Moscow",
        "ru|en",
        55.8260,
        37.3900);
  }

  private WatcherRow concert() {
    Instant from = wholeQuarter(around.plus(Duration.ofMinutes(15 * 24 * 60 + 15)));
    return named(
        CONCERT,
        "Exercise large event: concert at Krasnogorsk",
        "event",
        400,
        from.toString(),
        from.plus(Duration.ofHours(4)).toString(),
        "",
        "ru|en",
        55.8260,
        37.3900);
  }

  private WatcherRow named(
      String id,
      String name,
      String kind,
      int radiusMetres,
      String from,
      String until,
      String hours,
      String languages,
      double latitude,
      double longitude) {
    return new WatcherRow(
        id,
        name,
        kind,
        latitude,
        longitude,
        radiusMetres,
        "",
        from,
        until,
        hours,
        "Security|Safety",
        "",
        languages,
        "webhook",
        hook(id),
        "Moscow");
  }

  private WatcherRow placed(
      String id,
      String name,
      String kind,
      City city,
      int radiusMetres,
      String from,
      String until,
      String hours,
      String channel,
      String address,
      RandomGenerator random) {
    return new WatcherRow(
        id,
        name,
        kind,
        north(city, random),
        east(city, random),
        radiusMetres,
        "",
        from,
        until,
        hours,
        categories(random),
        minSeverity(random),
        languages(city, random),
        channel,
        address,
        city.name());
  }

  /** The same watcher with a rectangular ground of about 300 by 200 metres instead of a circle. */
  private static WatcherRow ground(WatcherRow row) {
    double up = 100 / METRES_PER_DEGREE;
    double side = 150 / (METRES_PER_DEGREE * StrictMath.cos(Math.toRadians(row.latitude())));
    StringBuilder wkt = new StringBuilder("POLYGON ((");
    int[][] corners = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
    for (int[] corner : corners) {
      wkt.append(wkt.charAt(wkt.length() - 1) == '(' ? "" : ", ");
      WatcherRow.appendDegrees(wkt, row.longitude() + corner[0] * side).append(' ');
      WatcherRow.appendDegrees(wkt, row.latitude() + corner[1] * up);
    }
    return new WatcherRow(
        row.id(),
        row.name(),
        row.kind(),
        row.latitude(),
        row.longitude(),
        0,
        wkt.append("))").toString(),
        row.from(),
        row.until(),
        row.openingHours(),
        row.categories(),
        row.minSeverity(),
        row.languages(),
        row.channel(),
        row.address(),
        row.city());
  }

  private static double north(City city, RandomGenerator random) {
    return city.latitude() + metres(city, random) / METRES_PER_DEGREE;
  }

  private static double east(City city, RandomGenerator random) {
    double scale = METRES_PER_DEGREE * StrictMath.cos(Math.toRadians(city.latitude()));
    return city.longitude() + metres(city, random) / scale;
  }

  /** Bell-shaped, cut at two and a half deviations so that nobody lands in another city. */
  private static double metres(City city, RandomGenerator random) {
    return Math.clamp(random.nextGaussian(), -2.5, 2.5) * city.spreadMetres();
  }

  private static String categories(RandomGenerator random) {
    int roll = random.nextInt(100);
    if (roll < 62) {
      return "";
    }
    return roll < 80
        ? "Security|Safety"
        : roll < 92 ? "Security|Safety|Fire|Health|Rescue" : "Met|Geo";
  }

  private static String minSeverity(RandomGenerator random) {
    int roll = random.nextInt(100);
    if (roll < 70) {
      return "";
    }
    return roll < 86 ? "Moderate" : roll < 96 ? "Severe" : "Extreme";
  }

  private static String languages(City city, RandomGenerator random) {
    int roll = random.nextInt(100);
    if (city.language().equals("en")) {
      return roll < 92 ? "en" : "es|en";
    }
    return roll < 55 ? city.language() : roll < 80 ? city.language() + "|en" : "en";
  }

  private static Instant wholeQuarter(Instant instant) {
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), 900L) * 900);
  }

  private static String id(String kind, int index) {
    String digits = Integer.toString(index);
    return kind + "-" + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
  }

  private static String mail(String id) {
    return id + "@" + MAIL_DOMAIN;
  }

  private String hook(String id) {
    return hookBase + "/hook/" + id;
  }

  private static void flush(StringBuilder buffer, Appendable out) {
    try {
      out.append(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    buffer.setLength(0);
  }
}
