/**
 * Stage 2 of 9, after collect, before assess.
 *
 * <p>Takes reports, gives findings, each citing its span of text. Never judges.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "access", "collect"})
package org.tocsin.server.read;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
