// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapProfile;

/** The profiles that this library knows. Safe for several threads. */
public final class Profiles {
  /** The id of {@link #claimed}. */
  public static final String CLAIMED = "claimed";

  private static final List<CapProfile> ALL =
      List.of(
          new IpawsProfile(),
          new CanadianProfile(),
          new AustralianProfile(),
          new GoogleProfile(),
          new MeteoAlarmProfile(),
          new WmoProfile());

  private Profiles() {}

  /** All of them. */
  public static List<CapProfile> all() {
    return ALL;
  }

  /** The profile with this id, whatever the case of its letters. */
  public static Optional<CapProfile> find(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(profile -> profile.id().equals(lower)).findFirst();
  }

  /** Holds each message to those that it says it keeps to, and other messages to none. */
  public static CapProfile claimed() {
    return new ClaimedProfiles();
  }

  /** Those that a message says it keeps to; its authors mean it to be checked by them. */
  public static List<CapProfile> claimedBy(Alert alert) {
    return ALL.stream().filter(profile -> profile.isClaimedBy(alert)).toList();
  }
}
