/**
 * The other ground floor: people, roles, sessions, tokens, first-run set-up.
 *
 * <p>Takes sign-ins, gives the officer who acts and what the officer may do. Never knows a stage.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ledger"})
package org.tocsin.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
