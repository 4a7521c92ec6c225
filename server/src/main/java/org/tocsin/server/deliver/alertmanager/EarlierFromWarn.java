// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ApprovedWarnings;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.Warnings;

/** Reads it from the stage before. */
@Component
class EarlierFromWarn implements Earlier {

  /** As far back as a cancel is sent. */
  private static final int MOST = 100;

  /** Asked for late: the stage before asks which channels there are. */
  private final ObjectProvider<Warnings> warnings;

  private final ObjectProvider<ApprovedWarnings> approved;

  EarlierFromWarn(ObjectProvider<Warnings> warnings, ObjectProvider<ApprovedWarnings> approved) {
    this.warnings = warnings;
    this.approved = approved;
  }

  @Override
  public List<ApprovedWarning> of(WarningId warning) {
    List<ApprovedWarning> earlier = new ArrayList<>();
    Optional<WarningId> next = warnings.getObject().get(warning).follows();
    while (next.isPresent() && earlier.size() < MOST) {
      earlier.add(approved.getObject().get(next.get()));
      next = warnings.getObject().get(next.get()).follows();
    }
    return earlier;
  }
}
