/** Tamper-evident record: notes, checkpoints, tiles, proofs, bundles and an offline verifier. */
@NullMarked
package org.tocsin.record;

import org.jspecify.annotations.NullMarked;
