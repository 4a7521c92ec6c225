/**
 * The competing hypotheses of a case, weighed side by side.
 *
 * <p>Takes the findings of a case and what officers make of each against each hypothesis, gives the
 * hypothesis that least speaks against, how much each finding tells them apart, and which finding
 * would turn the order if it were wrong or meant to deceive (R. Heuer's analysis of competing
 * hypotheses). Never says that a hypothesis is proved: what fits all of them proves none.
 */
@NullMarked
package org.tocsin.server.assess.hypotheses;

import org.jspecify.annotations.NullMarked;
