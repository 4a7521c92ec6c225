/**
 * The rules of keeping score in stage 8: takes what became of cases, gives hits and misses, the
 * calibration of likelihood words, times and what silence cost. Plain arithmetic; it knows no
 * database and no other stage. Where cases are few it says so and gives no rate.
 */
@NullMarked
package org.tocsin.server.outcome.scores;

import org.jspecify.annotations.NullMarked;
