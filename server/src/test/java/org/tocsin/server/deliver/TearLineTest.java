// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.warn.Warnings;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: what is handed over for delivery holds nothing from above the tear line. */
class TearLineTest {

  private final ServerWorld world = ServerWorld.running();
  private final Story story = Story.begun(world);

  @Test
  void theHandOverHoldsNothingFromAboveTheTearLine() {
    WarningId id = new WarningId(story.inForce());
    assertThat(world.bean(Warnings.class).get(id).draft().aboveTearLine()).isEqualTo(Drafts.SOURCE);
    ApprovedWarning handedOver = world.bean(ApprovedWarnings.class).get(id);
    assertThat(handedOver.toString()).contains("Avoid large gatherings").doesNotContain("Kestrel");
  }
}
