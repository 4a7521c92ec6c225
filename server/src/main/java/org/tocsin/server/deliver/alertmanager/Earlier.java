// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import java.util.List;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.kernel.WarningId;

/** What a warning updates or takes back. */
@FunctionalInterface
interface Earlier {

  /** The warning that this one follows, the one that that one followed, and so on. */
  List<ApprovedWarning> of(WarningId warning);
}
