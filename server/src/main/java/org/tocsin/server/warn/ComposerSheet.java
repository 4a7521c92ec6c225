// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/**
 * Where the composer's form comes from and goes to.
 *
 * @param heading what is being done
 * @param action the address that the form is sent to
 * @param caseId the case
 * @param follows what it updates or cancels; empty for none
 */
public record ComposerSheet(
    String heading, String action, CaseId caseId, Optional<WarningId> follows) {}
