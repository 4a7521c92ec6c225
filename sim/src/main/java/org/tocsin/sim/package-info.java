/** A seeded outside world: watchers, receivers, answers and faults. */
@NullMarked
package org.tocsin.sim;

import org.jspecify.annotations.NullMarked;
