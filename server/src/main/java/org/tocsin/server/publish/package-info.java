/**
 * Stage 6 of 9, the public side, after warn.
 *
 * <p>Takes public alerts in force, gives pages, CAP messages and feeds. Never shows anything above
 * TLP:CLEAR.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "access", "warn", "warn::signing"})
package org.tocsin.server.publish;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
