// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.WarningWords;
import org.tocsin.server.warn.Warnings;

/** The area of a warning as the desk's maps draw it. */
@Component
class DangerOnMap {

  private final Warnings warnings;
  private final WarningWords words;

  DangerOnMap(Warnings warnings, WarningWords words) {
    this.warnings = warnings;
    this.words = words;
  }

  /** The {@code data-map} of a warning. */
  String of(WarningId id) {
    return words.map(warnings.get(id).draft().areas());
  }
}
