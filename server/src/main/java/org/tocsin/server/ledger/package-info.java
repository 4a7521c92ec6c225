/**
 * Stage 9 of 9 in the story, lowest in the graph: every stage appends to it, it knows none of them.
 *
 * <p>Takes acts as entries, in the transaction of the act; gives the tamper-evident record, its
 * checkpoints, proofs, the timeline of a case and case bundles. Never holds personal data in the
 * record itself: only salted commitments. Its pages and its API stand in {@code record}, because
 * they need to know who asks, and {@code access} itself writes here.
 *
 * <p>The life of an entry: appended in the transaction of the act, without a place; sequenced,
 * which gives it a place for ever; published, when a signed checkpoint covers it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package org.tocsin.server.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
