// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.StoredReading.Found;

/**
 * What a person did to a finding.
 *
 * @param report whose finding
 * @param revision the revision of the report's findings that it made
 * @param number the finding's number
 * @param act what was done
 * @param reason why it was rejected
 * @param note what the person wrote about it
 * @param before the finding before; empty when it was added
 * @param after the finding after
 * @param by the officer's id
 * @param at when
 */
public record Mend(
    ReportId report,
    int revision,
    int number,
    Kind act,
    Optional<RejectionReason> reason,
    Optional<String> note,
    Optional<Found> before,
    Found after,
    String by,
    Instant at) {

  /** What can be done to a finding. */
  public enum Kind {
    ACCEPTED,
    MENDED,
    REJECTED,
    ADDED;

    /** {@code accepted}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
