/**
 * Which texts tell the same story, and from whom they have it: near-duplicates by the passages they
 * share, shared quotations, shared sources. Knows nothing of the rest of the library and takes text
 * alone; linear in its length, bounded in memory.
 */
@NullMarked
package org.tocsin.reading.story;

import org.jspecify.annotations.NullMarked;
