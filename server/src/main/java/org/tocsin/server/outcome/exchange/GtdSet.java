// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tocsin.reading.KindSet;

/**
 * A value set of the Global Terrorism Database: the words of its columns that end in {@code _txt},
 * with their numbers, as public copies of its files and listings of its codes have them; that is
 * what programs compare. The codebook itself was not at hand. The desk's own words keep standing
 * beside them; what each comes to in these sets is told here.
 *
 * <p>The numbers and the values that no text tells of (Unknown, Other) stand here and not in {@link
 * KindSet}, whose values are those that reading finds. Every one of those has its number here, and
 * what is finer than this set comes from there; a test holds the two together.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its list and map are never written after they are made.
public enum GtdSet {
  /** How it was done. */
  ATTACK(
      KindSet.ATTACK,
      9,
      List.of(
          "Assassination",
          "Armed Assault",
          "Bombing/Explosion",
          "Hijacking",
          "Hostage Taking (Barricade Incident)",
          "Hostage Taking (Kidnapping)",
          "Facility/Infrastructure Attack",
          "Unarmed Assault",
          "Unknown"),
      Map.ofEntries(
          Map.entry("assassin", 1),
          Map.entry("armed", 2),
          Map.entry("shooting", 2),
          Map.entry("stabbing", 2),
          Map.entry("bomb", 3),
          Map.entry("explosion", 3),
          Map.entry("missile", 3),
          Map.entry("drone", 3),
          Map.entry("shelling", 3),
          Map.entry("air-raid", 3),
          Map.entry("hijack", 4),
          Map.entry("barricade", 5),
          Map.entry("hostage", 5),
          Map.entry("kidnap", 6),
          Map.entry("arson", 7),
          Map.entry("sabotage", 7),
          Map.entry("unarmed", 8))),
  /** What was aimed at. */
  TARGET(
      KindSet.TARGET,
      20,
      List.of(
          "Business",
          "Government (General)",
          "Police",
          "Military",
          "Abortion Related",
          "Airports & Aircraft",
          "Government (Diplomatic)",
          "Educational Institution",
          "Food or Water Supply",
          "Journalists & Media",
          "Maritime",
          "NGO",
          "Other",
          "Private Citizens & Property",
          "Religious Figures/Institutions",
          "Telecommunication",
          "Terrorists/Non-State Militia",
          "Tourists",
          "Transportation",
          "Unknown",
          "Utilities",
          "Violent Political Party"),
      Map.ofEntries(
          // The codebook keeps stadiums, theatres, hotels, shops and hospitals with business.
          Map.entry("entertainment", 1),
          Map.entry("venue", 1),
          Map.entry("concert", 1),
          Map.entry("stadium", 1),
          Map.entry("theatre", 1),
          Map.entry("hotel", 1),
          Map.entry("restaurant", 1),
          Map.entry("hospital", 1),
          Map.entry("shop", 1),
          Map.entry("government", 2),
          Map.entry("government-hospital", 1),
          Map.entry("government-school", 8),
          Map.entry("non-government", 12),
          Map.entry("nongovernment", 12),
          Map.entry("soldier", 4),
          Map.entry("army", 4),
          Map.entry("airport", 6),
          Map.entry("airliner", 6),
          Map.entry("embassy", 7),
          Map.entry("consulate", 7),
          Map.entry("diplomat", 7),
          Map.entry("journalist", 10),
          Map.entry("school", 8),
          Map.entry("campus", 8),
          Map.entry("university", 8),
          Map.entry("water", 9),
          Map.entry("gathering", 14),
          Map.entry("crowd", 14),
          Map.entry("homes", 14),
          Map.entry("market", 14),
          Map.entry("supermarket", 1),
          Map.entry("civilian", 14),
          Map.entry("worship", 15),
          Map.entry("mosque", 15),
          Map.entry("church", 15),
          Map.entry("bishop", 15),
          Map.entry("synagogue", 15),
          Map.entry("temple", 15),
          Map.entry("shrine", 15),
          Map.entry("telecom", 16),
          Map.entry("tourist", 18),
          Map.entry("transport", 19),
          Map.entry("railway", 19),
          Map.entry("metro", 19),
          Map.entry("bridge", 19),
          Map.entry("power", 21),
          Map.entry("electric", 21),
          Map.entry("energy", 21))),
  /** With what. */
  WEAPON(
      KindSet.WEAPON,
      13,
      List.of(
          "Biological",
          "Chemical",
          "Radiological",
          "Nuclear",
          "Firearms",
          "Explosives",
          "Fake Weapons",
          "Incendiary",
          "Melee",
          // The whole of it: this is what the database's own files say.
          "Vehicle (not to include vehicle-borne explosives, i.e., car or truck bombs)",
          "Sabotage Equipment",
          "Other",
          "Unknown"),
      Map.ofEntries(
          Map.entry("firearm", 5),
          Map.entry("gun", 5),
          Map.entry("rifle", 5),
          Map.entry("bomb", 6),
          Map.entry("explosive", 6),
          Map.entry("missile", 6),
          Map.entry("drone", 6),
          Map.entry("grenade", 6),
          Map.entry("incendiar", 8),
          Map.entry("petrol", 8),
          Map.entry("fire", 8),
          Map.entry("knife", 9),
          Map.entry("knives", 9),
          Map.entry("blade", 9),
          // A car that carries a bomb is no weapon of its own in the codebook.
          Map.entry("car-bomb", 6),
          Map.entry("truck-bomb", 6),
          Map.entry("vehicle-bomb", 6),
          Map.entry("vehicle-borne", 6),
          Map.entry("truck", 10),
          Map.entry("vehicle", 10)));

  private final KindSet finer;
  private final int unknown;
  private final List<String> values;
  private final Map<String, Integer> signs;

  GtdSet(KindSet finer, int unknown, List<String> values, Map<String, Integer> signs) {
    this.finer = finer;
    this.unknown = unknown;
    this.values = values;
    // The longest sign first: a firearm is not a fire.
    Map<String, Integer> sorted =
        new TreeMap<>((one, other) ->
            one.length() == other.length() ? one.compareTo(other) : other.length() - one.length());
    sorted.putAll(signs);
    this.signs = Collections.unmodifiableMap(sorted);
  }

  /** A value with its number. */
  public record Value(int number, String words) {}

  /** Every value of the set, in the order of their numbers. */
  public List<String> words() {
    return values;
  }

  /** What the desk's words come to, each value once, unknown alone; never empty. */
  public List<Value> of(List<String> words) {
    List<Value> found = new ArrayList<>();
    for (String each : words) {
      int number = number(each);
      Value value = new Value(number, values.get(number - 1));
      if (number != unknown && !found.contains(value)) {
        found.add(value);
      }
    }
    if (found.isEmpty()) {
      found.add(new Value(unknown, values.get(unknown - 1)));
    }
    return found;
  }

  private int number(String words) {
    String wanted = bare(words);
    for (int i = 0; i < values.size(); i++) {
      if (bare(values.get(i)).equals(wanted)) {
        return i + 1;
      }
    }
    for (Map.Entry<String, String> each : finer.told().entrySet()) {
      if (!each.getValue().isEmpty() && bare(each.getKey()).equals(wanted)) {
        return number(each.getValue());
      }
    }
    String lower = words.toLowerCase(Locale.ROOT).replace(' ', '-');
    return signs.entrySet().stream()
        .filter(sign -> lower.contains(sign.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(unknown);
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
