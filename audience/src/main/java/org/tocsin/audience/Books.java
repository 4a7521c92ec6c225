// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What many watchers have in common, numbered: kinds with preferences, and timetables. Columns hold
 * the numbers. Numbers are given in the order of first use and never change or go away; one thread
 * adds at a time, any may read a number that was published to it.
 */
final class Books {
  /** Kind, preferences, size and type of a watcher. */
  record Profile(WatcherKind kind, Preferences preferences, Gathering gathering) {}

  private static final int RECENT_BITS = 12;
  private static final int RECENT = 1 << RECENT_BITS;
  private static final int GOLDEN = 0x9E3779B9;

  private final Map<Profile, Integer> profileCodes = new HashMap<>();
  private final Map<When, Integer> whenCodes = new HashMap<>();
  private volatile Profile[] profiles = new Profile[16];
  private volatile int[] profileBits = new int[16];
  private volatile When[] whens = new When[16];
  private int profileCount;
  private int whenCount;

  /** Profiles asked for lately, and their numbers: wishes are few, watchers many. */
  private final Profile[] recent = new Profile[RECENT];

  private final int[] recentCode = new int[RECENT];

  Books() {
    codeOf(Rows.ALWAYS, When.always());
    Arrays.fill(
        recent, new Profile(WatcherKind.PERSON, Preferences.everything(), Gathering.unknown()));
    number(recent[0]);
  }

  private void codeOf(int expected, When when) {
    if (codeOf(when) != expected) {
      throw new AssertionError("the first timetable has number " + whenCount);
    }
  }

  /** The number of a profile, new if need be. */
  synchronized int codeOf(Profile profile) {
    int slot = slot(profile);
    // Those of one file or program mostly share their wishes, and the same object is soon told.
    if (!recent[slot].equals(profile)) {
      recentCode[slot] = number(profile);
      recent[slot] = profile;
    }
    return recentCode[slot];
  }

  /** Cheaper than the hash of a profile. */
  @SuppressWarnings("EnumOrdinal")
  private static int slot(Profile profile) {
    Preferences wish = profile.preferences;
    int mix = Category.bits(wish.categories());
    mix = 5 * mix + wish.minSeverity().ordinal();
    mix = 5 * mix + wish.minUrgency().ordinal();
    mix = 5 * mix + wish.minCertainty().ordinal();
    mix = 8 * mix + profile.kind.code();
    return (mix * GOLDEN) >>> -RECENT_BITS;
  }

  private int number(Profile profile) {
    Integer known = profileCodes.get(profile);
    if (known != null) {
      return known;
    }
    if (profileCount == profiles.length) {
      profiles = Arrays.copyOf(profiles, 2 * profileCount);
      profileBits = Arrays.copyOf(profileBits, 2 * profileCount);
    }
    profiles[profileCount] = profile;
    profileBits[profileCount] = Planes.bits(profile);
    profileCodes.put(profile, profileCount);
    return profileCount++;
  }

  /** The number of a timetable, new if need be; positive except for always. */
  synchronized int codeOf(When when) {
    Integer known = whenCodes.get(when);
    if (known != null) {
      return known;
    }
    if (whenCount == whens.length) {
      whens = Arrays.copyOf(whens, 2 * whenCount);
    }
    whens[whenCount] = when;
    whenCodes.put(when, whenCount);
    return whenCount++;
  }

  Profile profile(int code) {
    return profiles[code];
  }

  /** The attributes of a profile in the form of {@link Planes}. */
  int bits(int code) {
    return profileBits[code];
  }

  When when(int code) {
    return whens[code];
  }

  /** All timetables so far, by number. */
  synchronized List<When> allWhens() {
    return new ArrayList<>(Arrays.asList(whens).subList(0, whenCount));
  }

  /** All profiles so far, by number. */
  synchronized List<Profile> allProfiles() {
    return new ArrayList<>(Arrays.asList(profiles).subList(0, profileCount));
  }
}
