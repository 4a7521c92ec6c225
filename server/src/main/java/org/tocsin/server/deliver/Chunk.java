// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/**
 * A chunk as a worker has claimed it.
 *
 * @param mayRepeat positions before this one that have no receipt may have been sent by a worker
 *     that died
 * @param begun positions before this one may be sent now: so far goes what the table says of it
 * @param holder the key of this node's {@link Presence} when it was claimed; null when it had none
 */
record Chunk(
    long id,
    String waveId,
    WarningId warning,
    CaseId caseId,
    int step,
    String channel,
    int lane,
    int attempt,
    boolean repeats,
    long[] ids,
    int done,
    int mayRepeat,
    int begun,
    long lease,
    @Nullable Long holder,
    byte[] secret,
    String contentHash,
    Instant until) {

  boolean repeatAt(int position) {
    return repeats || position < mayRepeat;
  }
}
