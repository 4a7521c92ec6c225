// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.util.List;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.ProfileRule;
import org.tocsin.cap.Spot;

/** Whatever profiles a message says it keeps to. It has no rules of its own. */
final class ClaimedProfiles implements CapProfile {
  @Override
  public String id() {
    return Profiles.CLAIMED;
  }

  @Override
  public String title() {
    return "The profiles that a message claims";
  }

  @Override
  public boolean isClaimedBy(Alert alert) {
    return !Profiles.claimedBy(alert).isEmpty();
  }

  @Override
  public List<ProfileRule> rules() {
    return List.of();
  }

  @Override
  public void check(Alert alert, Spot at) {
    Profiles.claimedBy(alert).forEach(profile -> profile.check(alert, at));
  }
}
