// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.tocsin.reading.tagger.WordKinds;

/** What a phrase for whom or what an attack hit is to the task: a thing, somebody, or nobody. */
final class TargetWords {
  private static final Pattern NO_VICTIM =
      Pattern.compile(
          "^(PEOPLE|PERSONS?|VICTIMS?|NOBODY|EVERYTHING)$"
              + "|\\b(GUERRILLAS?|REBELS?|TERRORISTS?|SUBVERSIVES?|EXTREMISTS?|INSURGENTS?"
              + "|CRIMINALS?|KIDNAPPERS?|MURDERERS?|ATTACKERS?|ASSAILANTS?)$");

  private static final Pattern THING =
      Pattern.compile(
          "(BUILDINGS?|TOWERS?|PYLONS?|HOUSES?|HOMES?|FACILITIES|OFFICES?|STATIONS?|BRIDGES?|CARS?"
              + "|VEHICLES?|TRUCKS?|BUS(ES)?|PLANE|TRANSFORMERS?|WINDOWS|POSTS?|SUBSTATIONS?"
              + "|PIPELINES?|RESIDENCES?|FARM|STORES?|BRANCH(ES)?|TRAIN|CHURCH)( OF |$)");

  private static final Map<String, String> PEOPLE =
      Map.of(
          "SOLDIER|COLONEL|GENERAL|LIEUTENANT|CAPTAIN|TROOPS|SERGEANT|MARINE|RECRUIT|ARMY",
          "ACTIVE MILITARY",
          "POLICE|PATROLM|AGENT|DETECTIVE",
          "LAW ENFORCEMENT",
          "AMBASSADOR|DIPLOMAT|CONSUL|ATTACHE",
          "DIPLOMAT",
          "JUDGE|ATTORNEY|MAGISTRATE|PROSECUTOR|JUSTICE",
          "LEGAL OR JUDICIAL",
          "MINISTER|MAYOR|GOVERNOR|PRESIDENT|OFFICIAL|DEPUTY|CONGRESS|COUNCILM",
          "GOVERNMENT OFFICIAL",
          "SENATOR|CANDIDATE|LEADER|POLITICIAN",
          "POLITICAL FIGURE",
          "GUARD",
          "SECURITY GUARD");

  private TargetWords() {}

  /** "People" alone, and rebels, whom the task counts as no victims. */
  static boolean isNoVictim(String name) {
    return NO_VICTIM.matcher(name).find();
  }

  /** Whether the head of a phrase is a thing made and nobody. */
  static boolean isThing(String name) {
    String kinds = kinds(name);
    boolean made = kinds.indexOf('t') >= 0 || kinds.indexOf('Y') >= 0;
    return THING.matcher(name).find()
        || (made && kinds.chars().noneMatch(kind -> "psgom".indexOf(kind) >= 0));
  }

  /** Whether the head is somebody. */
  static boolean isPerson(String name) {
    String kinds = kinds(name);
    return kinds.indexOf('p') >= 0 && kinds.indexOf('t') < 0;
  }

  private static String kinds(String name) {
    int of = name.indexOf(" OF ");
    String first = of > 0 ? name.substring(0, of) : name;
    return WordKinds.TABLE.ofNoun(
        first.substring(first.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT));
  }

  /** The type of victim that the words tell. */
  static String kind(String whole) {
    return PEOPLE.entrySet().stream()
        .filter(e -> Pattern.compile(e.getKey()).matcher(whole).find())
        .map(Map.Entry::getValue)
        .sorted()
        .findFirst()
        .orElse("CIVILIAN");
  }
}
