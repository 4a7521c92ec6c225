// SPDX-License-Identifier: Apache-2.0
/** Whole programs, started and watched from outside. */
@NullMarked
package org.tocsin.bench.program;

import org.jspecify.annotations.NullMarked;
