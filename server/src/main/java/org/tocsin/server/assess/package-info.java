/**
 * Stage 3 of 9, after read, before decide.
 *
 * <p>Takes reports and findings, gives cases with a threat assessment in which every word rests on
 * cited findings. Never decides whom to warn.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "access", "collect", "read"})
package org.tocsin.server.assess;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
