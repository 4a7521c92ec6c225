/**
 * A linear tagger of who did what to whom in a whole report: single and banded perpetrators, their
 * organisations, buildings and things aimed at, victims by name, weapons. It reads weights that a
 * trainer outside this library makes; {@link org.tocsin.reading.Reader} works without them.
 *
 * <p>How it reads: every run of words without a stop word in it is a candidate, all its occurrences
 * together ({@link org.tocsin.reading.tagger.Sheet}). A cheap model throws most of them away, a
 * second scores the rest for each role, knowing what two more say of the document and of each of
 * its sentences, another weighs those scores against each other and against the document, and the
 * last says which of them name the same. All are logistic regressions over hashed features, kept as
 * bytes ({@link org.tocsin.reading.tagger.Weights}).
 *
 * <p>{@link org.tocsin.reading.tagger.AttributionTagger} finds who says what in the same manner, by
 * weights that ship: they are learned from texts of our own.
 */
@NullMarked
package org.tocsin.reading.tagger;

import org.jspecify.annotations.NullMarked;
