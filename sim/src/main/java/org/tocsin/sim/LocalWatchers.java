// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Invented watchers round one place: of a hundred, 90 are people, 5 organisations and 5 venues. One
 * in ten has a webhook, the others an e-mail address; of every hundred one has an address at which
 * nobody can be reached. The {@code n}-th depends on seed and {@code n} alone. Immutable and safe
 * for any number of threads.
 *
 * @param seed same seed, same people
 * @param word a part of every id, so that several places can stand in one list: letters and digits
 * @param latitude of the middle, in degrees north
 * @param longitude of the middle, in degrees east
 * @param spreadMetres standard deviation of the distance north-south and east-west; cut at 2.5
 * @param languages BCP 47, of which each has one or all, most wanted first
 * @param hookBase where webhooks are received, such as {@code http://127.0.0.1:8099}
 */
public record LocalWatchers(
    long seed,
    String word,
    double latitude,
    double longitude,
    int spreadMetres,
    List<String> languages,
    URI hookBase) {

  /** How the id of somebody begins who never answers. */
  public static final String SILENT = "exercise-silent-";

  private static final double METRES_PER_DEGREE = 111_195;

  /** Refuses a word that is none, and a place without languages. */
  public LocalWatchers {
    languages = List.copyOf(languages);
    if (!word.matches("[a-z0-9]+") || languages.isEmpty()) {
      throw new IllegalArgumentException(
          "word is \"" + word + "\", languages " + languages + "; give small letters and a list");
    }
  }

  /** Hands out so many watchers, a line each. */
  public void forEach(int count, Consumer<WatcherRow> sink) {
    for (int index = 0; index < count; index++) {
      sink.accept(row(index, new SplittableRandom(Dice.seedOf(seed, index))));
    }
  }

  /**
   * Somebody whom a case names, on a webhook.
   *
   * @param id as it stands in the case, such as {@code exercise-campus-police}
   * @param kind person, venue, event, organisation or government
   */
  public WatcherRow named(
      String id, String name, String kind, double north, double east, int radiusMetres) {
    return row(id, name, kind, north, east, radiusMetres, "webhook", hook(id));
  }

  private WatcherRow row(int index, RandomGenerator random) {
    int sort = random.nextInt(100);
    String kind = sort < 90 ? "person" : sort < 95 ? "organisation" : "venue";
    String id = String.format(Locale.ROOT, "%s-%s-%04d", kind, word, index);
    double north = latitude + metres(random) / METRES_PER_DEGREE;
    double scale = METRES_PER_DEGREE * StrictMath.cos(Math.toRadians(latitude));
    double east = longitude + metres(random) / scale;
    boolean hooked = random.nextInt(10) == 0;
    boolean gone = random.nextInt(100) == 0;
    String address =
        hooked
            ? gone ? hookBase + "/gone/" + id : hook(id)
            : id
                + "@"
                + (gone ? SyntheticWatchers.UNREACHABLE_DOMAIN : SyntheticWatchers.MAIL_DOMAIN);
    return row(
        id,
        "Exercise " + kind + " " + word + " " + index,
        kind,
        north,
        east,
        kind.equals("venue") ? 150 : random.nextInt(0, 10) * 50,
        hooked ? "webhook" : "email",
        address);
  }

  private WatcherRow row(
      String id,
      String name,
      String kind,
      double north,
      double east,
      int radiusMetres,
      String channel,
      String address) {
    int first = Math.floorMod(id.hashCode(), languages.size() + 1);
    String spoken = first < languages.size() ? languages.get(first) : String.join("|", languages);
    return new WatcherRow(
        id,
        name,
        kind,
        north,
        east,
        radiusMetres,
        "",
        "",
        "",
        "",
        "",
        "",
        spoken,
        channel,
        address,
        word);
  }

  private String hook(String id) {
    return hookBase + "/hook/" + id;
  }

  /** Bell-shaped, cut at two and a half deviations. */
  private double metres(RandomGenerator random) {
    return Math.clamp(random.nextGaussian(), -2.5, 2.5) * spreadMetres;
  }
}
