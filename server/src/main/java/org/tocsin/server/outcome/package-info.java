/**
 * Stage 8 of 9, after answer, before the record.
 *
 * <p>Takes incidents, figures, claims, attributions and denials, gives the outcome, the lead time
 * and the reckoning. Never lets one account overwrite another.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "ledger",
      "access",
      "collect",
      "read",
      "assess",
      "assess::grading",
      "decide",
      "watch",
      "warn",
      "deliver",
      "answer"
    })
package org.tocsin.server.outcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
