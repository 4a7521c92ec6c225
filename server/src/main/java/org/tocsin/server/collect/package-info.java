/**
 * Stage 1 of 9, before read.
 *
 * <p>Takes whatever arrives (paste, API, feeds), gives {@code Report}s kept as received, with hash,
 * time, source, grade and marking. Never drops anything: what cannot be read goes to quarantine.
 * What CAP messages say of other authorities' alerts in force is the package {@code others}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "access"})
package org.tocsin.server.collect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
