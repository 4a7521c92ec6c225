/**
 * Stage 7 of 9, after deliver, before outcome.
 *
 * <p>Takes answers of watchers and public reactions, gives who answered how, who is silent, who
 * cannot be reached, and starts the next step for the silent. Never asks a watcher to sign in.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel", "ledger", "access", "collect", "read", "assess", "decide", "watch", "warn",
      "deliver"
    })
package org.tocsin.server.answer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
