// SPDX-License-Identifier: Apache-2.0
/**
 * The watchdog, after all stages: whether what was promised is done.
 *
 * <p>Takes the audits of every stage, once a minute; gives findings, which are entries of the
 * record, a tile on the desk and a page; and a heartbeat to a watch outside, only while nothing is
 * found. Never does a stage's work: an audit that can mend something is that stage's own.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "access"})
package org.tocsin.server.watchdog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
