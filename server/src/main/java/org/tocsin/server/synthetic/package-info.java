/**
 * The alert that this server sends to itself every hour; after all stages, beside the watchdog.
 *
 * <p>Takes nothing; gives how long each leg of the way of a warning takes, from a report to the
 * entry of its answer in a checkpoint, and a finding when one did not come through whole. What
 * people decide is rehearsed in a transaction that is taken back; what the machine does with it is
 * done. Never reaches anybody but the server's own built-in watcher.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel", "ledger", "access", "collect", "read", "assess", "decide", "watch", "warn",
      "deliver", "answer"
    })
package org.tocsin.server.synthetic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
