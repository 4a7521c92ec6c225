// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together the stretches that name one thing, and counts it. */
final class Strings {
  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("ONE", "1"),
          Map.entry("TWO", "2"),
          Map.entry("THREE", "3"),
          Map.entry("FOUR", "4"),
          Map.entry("FIVE", "5"),
          Map.entry("SIX", "6"),
          Map.entry("SEVEN", "7"),
          Map.entry("EIGHT", "8"),
          Map.entry("NINE", "9"),
          Map.entry("TEN", "10"),
          Map.entry("ELEVEN", "11"),
          Map.entry("TWELVE", "12"),
          Map.entry("FIFTEEN", "15"),
          Map.entry("TWENTY", "20"),
          Map.entry("A", "1"),
          Map.entry("AN", "1"));
  private static final Set<String> PLURALS =
      Set.of(
          "PEOPLE",
          "MEN",
          "WOMEN",
          "CHILDREN",
          "POLICEMEN",
          "PERSONNEL",
          "POLICE",
          "COMMUNITY",
          "FAMILY",
          "GUARDSMEN",
          "BUSINESSMEN",
          "CONGRESSMEN",
          "DEAD",
          "WOUNDED");

  private Strings() {}

  /**
   * One thing that stretches name.
   *
   * @param first where the text names it first
   * @param text its name: the longest of those of names, the first of others
   */
  record Entity(Slot slot, RoleTagger.Filled first, List<RoleTagger.Filled> all, String text) {}

  static List<Entity> merge(MucText text, List<RoleTagger.Filled> stretches) {
    List<List<RoleTagger.Filled>> things = new ArrayList<>();
    for (RoleTagger.Filled at : stretches) {
      List<RoleTagger.Filled> same = null;
      for (List<RoleTagger.Filled> thing : things) {
        if (thing.stream().anyMatch(other -> isSame(text, at, other))) {
          same = thing;
          break;
        }
      }
      if (same == null) {
        things.add(new ArrayList<>(List.of(at)));
      } else {
        same.add(at);
      }
    }
    return things.stream().map(thing -> entity(text, thing)).toList();
  }

  private static Entity entity(MucText text, List<RoleTagger.Filled> thing) {
    RoleTagger.Filled first = thing.getFirst();
    boolean name = first.slot() == Slot.HUM_NAME || first.slot() == Slot.PERP_ORGANISATION;
    String words = text.text(first.from(), first.to());
    for (RoleTagger.Filled other : thing) {
      String longer = text.text(other.from(), other.to());
      words = name && longer.length() > words.length() ? longer : words;
    }
    return new Entity(first.slot(), first, thing, words);
  }

  private static boolean isSame(MucText text, RoleTagger.Filled one, RoleTagger.Filled other) {
    if (one.slot() != other.slot()) {
      return false;
    }
    if (text.word(one.to() - 1).equals(text.word(other.to() - 1))) {
      return true;
    }
    RoleTagger.Filled first = one.from() < other.from() ? one : other;
    RoleTagger.Filled second = one.from() < other.from() ? other : one;
    boolean bracket =
        second.from() - first.to() == 1
            && (text.word(first.to()).equals("[") || text.word(first.to()).equals("("));
    String a = text.text(one.from(), one.to());
    String b = text.text(other.from(), other.to());
    return bracket || a.contains(b) || b.contains(a) || isShort(a, b) || isShort(b, a);
  }

  /** "FMLN" is short for "FARABUNDO MARTI NATIONAL LIBERATION FRONT". */
  private static boolean isShort(String initials, String name) {
    StringBuilder first = new StringBuilder();
    for (String word : name.split(" ", -1)) {
      first.append(word.isEmpty() ? ' ' : word.charAt(0));
    }
    return initials.length() > 2 && initials.contentEquals(first);
  }

  /** Whether a description stands right before or after a name: "PRESIDENT CEREZO". */
  static boolean beside(MucText text, Entity description, Entity name) {
    for (RoleTagger.Filled d : description.all()) {
      for (RoleTagger.Filled n : name.all()) {
        int between = n.from() >= d.to() ? n.from() - d.to() : d.from() - n.to();
        if (between >= 0
            && between <= 2
            && text.sentenceOf(d.from()) == text.sentenceOf(n.from())) {
          return true;
        }
      }
    }
    return false;
  }

  /** How many: the number before it, one, or only that there are several. */
  static String number(MucText text, Entity entity) {
    RoleTagger.Filled at = entity.first();
    for (int i = at.to() - 1; i >= Math.max(0, at.from() - 3); i--) {
      String word = text.word(i);
      String number = NUMBERS.getOrDefault(word, isCount(word) ? word : "");
      if (!number.isEmpty()) {
        String before = text.word(i - 1);
        return before.equals("LEAST")
            ? number + "-"
            : before.equals("ABOUT") ? "~" + number : number;
      }
      if (i < at.from() && !isModifier(word)) {
        break;
      }
    }
    String head = text.word(at.to() - 1);
    int of = text.text(at.from(), at.to()).indexOf(" OF ");
    if (of > 0) {
      String start = text.text(at.from(), at.to()).substring(0, of);
      head = start.substring(start.lastIndexOf(' ') + 1);
    }
    boolean plural = PLURALS.contains(head) || (head.endsWith("S") && !head.endsWith("SS"));
    return plural ? "PLURAL" : "1";
  }

  private static boolean isModifier(String word) {
    return word.length() > 2
        && !word.endsWith("ED")
        && Character.isLetter(word.charAt(0))
        && !Set.of("AND", "THE", "WITH", "FOR", "FROM").contains(word);
  }

  private static boolean isCount(String word) {
    return word.length() <= 3 && word.chars().allMatch(Character::isDigit) && !word.isEmpty();
  }
}
