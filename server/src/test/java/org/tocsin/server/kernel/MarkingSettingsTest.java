// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: markings of the desk's own beside TLP. */
class MarkingSettingsTest {

  private static final MarkingSettings SETTINGS =
      new MarkingSettings(
          "TLP:GREEN",
          Map.of("staff", new MarkingSettings.Own("TLP:AMBER", "Staff of this embassy")));

  @Test
  void anOwnMarkingAsksForALabelThatIsNarrowEnough() {
    assertThat(SETTINGS.read("tlp:amber//staff").label()).isEqualTo("TLP:AMBER//STAFF");
    assertThat(SETTINGS.labels()).startsWith("TLP:RED").endsWith("TLP:CLEAR", "TLP:AMBER//STAFF");
    assertThatThrownBy(() -> SETTINGS.read("TLP:GREEN//STAFF"))
        .hasMessageContaining("STAFF asks for TLP:AMBER or narrower");
    assertThatThrownBy(() -> SETTINGS.read("TLP:RED//STAF"))
        .hasMessageContaining("'STAF' is no marking of this desk; it has STAFF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PINK", "TLP:CLEAR//STAFF", "TLP:RED//", "TLP:RED//A B", "//STAFF"})
  void whatIsNoMarkingIsRefused(String label) {
    assertThatThrownBy(() -> Handling.parse(label)).isInstanceOf(Problem.class);
  }

  @Test
  void aSettingThatNobodyCouldKeepStopsTheStart() {
    assertThatThrownBy(() ->
            new MarkingSettings(
                "TLP:GREEN", Map.of("STAFF", new MarkingSettings.Own("TLP:CLEAR", ""))))
        .hasMessageContaining("tocsin.markings.own.STAFF.at-least");
    assertThatThrownBy(() -> new MarkingSettings("GREENISH", Map.of())).isInstanceOf(Problem.class);
  }
}
