// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scored slots of a MUC-4 template, by their numbers in the answer keys. */
enum Slot {
  DATE(2, Kind.DATE),
  LOCATION(3, Kind.LOCATION),
  TYPE(4, Kind.SET),
  STAGE(5, Kind.SET),
  INSTRUMENT_ID(6, Kind.STRING),
  INSTRUMENT_TYPE(7, Kind.SET),
  CATEGORY(8, Kind.SET),
  PERP_INDIVIDUAL(9, Kind.STRING),
  PERP_ORGANISATION(10, Kind.STRING),
  CONFIDENCE(11, Kind.SET),
  PHYS_ID(12, Kind.STRING),
  PHYS_TYPE(13, Kind.SET),
  PHYS_NUMBER(14, Kind.NUMBER),
  PHYS_NATION(15, Kind.SET),
  PHYS_EFFECT(16, Kind.SET),
  PHYS_TOTAL(17, Kind.NUMBER),
  HUM_NAME(18, Kind.STRING),
  HUM_DESCRIPTION(19, Kind.STRING),
  HUM_TYPE(20, Kind.SET),
  HUM_NUMBER(21, Kind.NUMBER),
  HUM_NATION(22, Kind.SET),
  HUM_EFFECT(23, Kind.SET),
  HUM_TOTAL(24, Kind.NUMBER);

  /** How fills of a slot are compared. */
  enum Kind {
    SET,
    STRING,
    NUMBER,
    DATE,
    LOCATION
  }

  /** At least one of these must agree in part before two templates are laid against each other. */
  static final List<Slot> TELLING =
      List.of(
          PHYS_ID,
          PHYS_TYPE,
          HUM_NAME,
          HUM_DESCRIPTION,
          HUM_TYPE,
          PERP_INDIVIDUAL,
          PERP_ORGANISATION);

  /** The wider value of a set that earns half where the key has the narrower one. */
  private static final Map<String, String> WIDER =
      Map.ofEntries(
          Map.entry("MACHINE GUN", "GUN"),
          Map.entry("MORTAR", "GUN"),
          Map.entry("HANDGUN", "GUN"),
          Map.entry("RIFLE", "GUN"),
          Map.entry("BOMB", "EXPLOSIVE"),
          Map.entry("VEHICLE BOMB", "BOMB"),
          Map.entry("DYNAMITE", "BOMB"),
          Map.entry("MINE", "BOMB"),
          Map.entry("AERIAL BOMB", "BOMB"),
          Map.entry("GRENADE", "EXPLOSIVE"),
          Map.entry("MOLOTOV COCKTAIL", "EXPLOSIVE"),
          Map.entry("MISSILE", "PROJECTILE"),
          Map.entry("ROCKET", "PROJECTILE"),
          Map.entry("SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED"),
          Map.entry("GOVERNMENT OFFICE OR RESIDENCE", "POLITICAL FIGURE OFFICE OR RESIDENCE"),
          Map.entry("SOME DAMAGE", "DESTROYED"),
          Map.entry("GOVERNMENT OFFICIAL", "POLITICAL FIGURE"),
          Map.entry("FORMER GOVERNMENT OFFICIAL", "GOVERNMENT OFFICIAL"),
          Map.entry("FORMER ACTIVE MILITARY", "ACTIVE MILITARY"),
          Map.entry("NO INJURY OR DEATH", "NO DEATH"),
          Map.entry("NO DEATH", "NO INJURY"));

  private final int number;
  private final Kind kind;

  Slot(int number, Kind kind) {
    this.number = number;
    this.kind = kind;
  }

  int number() {
    return number;
  }

  Kind kind() {
    return kind;
  }

  static Optional<Slot> of(int number) {
    return number >= 2 && number <= 24 ? Optional.of(values()[number - 2]) : Optional.empty();
  }

  /** Whether a value of a set lies above another in the set's tree. */
  static boolean isAbove(String wide, String narrow) {
    String above = WIDER.get(narrow);
    while (above != null) {
      if (above.equals(wide)) {
        return true;
      }
      above = WIDER.get(above);
    }
    return false;
  }
}
