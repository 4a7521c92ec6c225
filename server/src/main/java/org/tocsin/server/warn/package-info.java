/**
 * Stage 5 of 9, after decide, before deliver.
 *
 * <p>Takes an agreed determination, gives warnings: text, area, window, languages, audience frozen
 * at approval by somebody who edited none of it. Never sends.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel", "ledger", "access", "collect", "read", "assess", "decide", "watch"
    })
package org.tocsin.server.warn;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
