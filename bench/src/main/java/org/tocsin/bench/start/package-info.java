// SPDX-License-Identifier: Apache-2.0
/** {@code bench start}: what a user waits for, seen from outside the program. */
@NullMarked
package org.tocsin.bench.start;

import org.jspecify.annotations.NullMarked;
