/**
 * The standing side of stage 5: who wants to be warned, where, when and how.
 *
 * <p>Takes watchers by page, API and file, gives the exact audience of a danger. Never lets an
 * address or a name out unsealed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "access"})
package org.tocsin.server.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
