/**
 * Stage 6 of 9, after warn, before answer.
 *
 * <p>Takes approved warnings, gives waves, attempts and receipts, on every channel, until told or
 * expired. Never loses an approved warning, never sends anything else than what was approved.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "access", "decide", "watch", "warn"})
package org.tocsin.server.deliver;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
