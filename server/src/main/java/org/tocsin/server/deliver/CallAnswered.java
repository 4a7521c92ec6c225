// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/**
 * Somebody answered on the phone. Published outside any transaction, before the result of the call
 * is kept: whoever hears it makes the answer durable before returning.
 *
 * @param warning what they were told
 * @param caseId its case
 * @param watcher who
 * @param answer the word of the answer as tables and API have it
 * @param note what they said, as the officer wrote it down; personal; may be empty
 */
public record CallAnswered(
    WarningId warning, CaseId caseId, WatcherId watcher, String answer, String note) {
  @Override
  public String toString() {
    return "CallAnswered[%s]".formatted(warning);
  }
}
