/**
 * Who fills which role in MUC-4's reports: the published score, and a trainer of the tagger's
 * weights. Weights that come of MUC-4 are for measuring; its texts are not ours to redistribute.
 */
@NullMarked
package org.tocsin.bench.reading.roles;

import org.jspecify.annotations.NullMarked;
