/**
 * Stage 4 of 9, after assess, before warn.
 *
 * <p>Takes an assessed case, puts the questions of a duty test, gives determinations made by one
 * officer and agreed by another, on the clock. Never warns.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"kernel", "ledger", "access", "collect", "read", "assess"})
package org.tocsin.server.decide;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
