/**
 * Stage 6 of 9, the public side, after warn.
 *
 * <p>Takes public alerts in force, and beside them what other authorities have in force, marked as
 * theirs; gives pages, CAP messages, feeds with whoever tells of their changes, and the service
 * level. Never shows anything above TLP:CLEAR, and never puts another's alert into the desk's own
 * feed.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "ledger",
      "access",
      "collect::others",
      "warn",
      "warn::signing",
      "deliver::level"
    })
package org.tocsin.server.publish;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
