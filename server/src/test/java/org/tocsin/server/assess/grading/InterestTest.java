// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: accounts of who did it that a party gives are known as such. */
class InterestTest {

  @Test
  void aClaimIsWhoeverMakesItSpeakingOfThemselves() {
    assertThat(Interest.ofAccount(true, "The group", "The group", List.of()))
        .hasValueSatisfying(interest -> assertThat(interest.party()).isEqualTo("The group"));
  }

  @Test
  void whoeverIsAccusedIsAPartyWhereTheySpeakOfOthers() {
    assertThat(Interest.ofAccount(false, "The neighbour", "The group", List.of("the neighbour ")))
        .isPresent();
  }

  @Test
  void aThirdPartyIsNone() {
    assertThat(Interest.ofAccount(false, "An observer", "The group", List.of("The neighbour")))
        .isEmpty();
  }

  @Test
  void wordsOfPowerAreKnownAndOthersAreNot() {
    assertThat(Interest.ofPowerItself("Interior Ministry")).isTrue();
    assertThat(Interest.ofPowerItself("the regional governor")).isTrue();
    assertThat(Interest.ofPowerItself("Reuters")).isFalse();
    assertThat(Interest.ofPowerItself("hospital staff")).isFalse();
  }
}
