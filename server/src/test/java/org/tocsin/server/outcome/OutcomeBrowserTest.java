// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: what happened, the reckoning and the record, in a real browser. */
class OutcomeBrowserTest {

  private final ServerWorld world = ServerWorld.running();

  @Test
  void whatHappenedIsTold() {
    Krasnogorsk story = new Krasnogorsk(world);
    String incident = story.untilTheEnd();
    Krasnogorsk open = new Krasnogorsk(world);
    open.recordIncident(world.clock().instant());
    open.addAftermath("arrest", "Federal Security Service", 11);
    story.addAftermath("arrest", "Federal Security Service", 11);
    for (int width : new int[] {1280, 360}) {
      try (var ana = BrowserWorld.running().signedIn(world, world.ana(), width);
          var reader = BrowserWorld.running().anonymous(world.address(), width)) {
        ana.open("/desk/cases/" + story.caseId + "/reckoning");
        assertThat(ana.page().getByText("lapsed 13 days before the attack")).isVisible();
        ana.check("reckoning");
        ana.open("/desk/incidents/" + incident);
        ana.page().getByText("Add a figure").click();
        ana.page().getByText("Add a statement").click();
        ana.check("incident");
        ana.open("/desk/incidents");
        ana.check("incidents");
        ana.open("/desk/incidents/" + incident + "/accounts");
        ana.check("accounts-table");
        ana.open("/desk/scores");
        ana.check("scores");
        ana.open("/desk/cases/" + open.caseId + "/incidents/import");
        ana.check("incident-import");
        ana.open("/desk/cases/" + story.caseId + "/aftermath");
        ana.page().getByText("Add what was done").click();
        ana.check("aftermath");
        ana.open("/desk/cases/" + open.caseId + "/incidents/new");
        ana.check("incident-form");
        ana.open("/desk/cases/" + open.caseId + "/outcome");
        ana.check("outcome-form");
        ana.open("/desk/cases/" + story.caseId);
        ana.check("case-with-outcome");
        ana.open("/desk/record");
        ana.page()
            .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Verify now"))
            .click();
        assertThat(ana.page().getByText("The record verifies.")).isVisible();
        ana.check("record");
        ana.open("/desk/record/3");
        ana.check("record-entry");
        reader.open("/record");
        reader.check("record-public");
      }
    }
  }
}
