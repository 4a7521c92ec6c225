// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** FEATURE UNDER TEST: a stage knows only the stages before it and the ground floor. */
class ModulesTest {

  @Test
  void everyStageKeepsToWhatItMayKnow() {
    ApplicationModules.of(TocsinServer.class).verify();
  }
}
