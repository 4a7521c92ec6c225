/**
 * The signs of a case: what one would see if the danger were real, by when, and what was seen of
 * it.
 *
 * <p>Takes lists from files and signs of the desk's own, gives which are seen (with the findings
 * that show it), which were looked for and not seen, and which are overdue. Never concludes from
 * signs: an overdue one asks a person to look.
 */
@NullMarked
package org.tocsin.server.assess.indicators;

import org.jspecify.annotations.NullMarked;
