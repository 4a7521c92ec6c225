// SPDX-License-Identifier: Apache-2.0
/**
 * Stage 9 of 9, after outcome: the record as people and programs see it.
 *
 * <p>Takes what {@code ledger} published, gives pages, API, tiles, proofs and case bundles. Never
 * writes an entry, and never shows entries to somebody who is not signed in: the hashes of the tree
 * are public, what stands in private notices' entries is not.
 *
 * <p>It stands apart from {@code ledger}, on which every stage rests, so that the ledger needs to
 * know no stage.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "access", "assess"})
package org.tocsin.server.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
