/**
 * MUC-4 in all its slots: answer keys, the scoring rules of 1992, and templates filled from what is
 * read.
 */
@NullMarked
package org.tocsin.bench.reading.muc;

import org.jspecify.annotations.NullMarked;
