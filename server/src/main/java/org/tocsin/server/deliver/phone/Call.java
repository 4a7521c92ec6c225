// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/**
 * Somebody who is to be called, or was; without name and number.
 *
 * @param id of the call
 * @param warning of what they are told
 * @param caseId of the warning
 * @param watcher who
 * @param contentHash what was approved
 * @param lane how much it hurries, 0 the most
 * @param exercise whether it is none that is meant
 * @param language of the words
 * @param since on the list since
 * @param until when the warning ends
 * @param dueAt not to be called before
 * @param tries how often they were called
 * @param said the word of the last result; null before
 * @param leftWords whether a machine has taken the words
 * @param holder the officer who has it in hand; null when nobody has
 * @param leaseUntil how long
 * @param lastHolder who had it in hand last; null when nobody had
 * @param withdrawn why nobody need call any more; null while somebody must
 * @param endedAt when it ended; null while it is on the list or in hand
 */
public record Call(
    long id,
    WarningId warning,
    CaseId caseId,
    WatcherId watcher,
    String contentHash,
    int lane,
    boolean exercise,
    String language,
    Instant since,
    Instant until,
    Instant dueAt,
    int tries,
    @Nullable String said,
    boolean leftWords,
    @Nullable String holder,
    @Nullable Instant leaseUntil,
    @Nullable String lastHolder,
    @Nullable String withdrawn,
    @Nullable Instant endedAt) {

  /** The word of why somebody who has answered need not be called. */
  static final String ANSWERED = "they have answered";

  /** Whether it is over. */
  public boolean isEnded() {
    return endedAt != null;
  }

  /** Whether this officer has it in hand, or had it last and nobody has taken it since. */
  boolean isWith(String officer) {
    return officer.equals(holder) || (holder == null && officer.equals(lastHolder));
  }
}
