/**
 * How well reports are read: what {@code reading} finds in corpora with answers, scored as the
 * published systems were, beside what other systems made of the same texts. The corpora lie beside
 * the project where it is made; they may not be redistributed, so they are no part of it.
 */
@NullMarked
package org.tocsin.bench.reading;

import org.jspecify.annotations.NullMarked;
