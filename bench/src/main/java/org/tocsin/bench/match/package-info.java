// SPDX-License-Identifier: Apache-2.0
/** {@code bench match}: who is in the way of a danger, beside the geometry library JTS. */
@NullMarked
package org.tocsin.bench.match;

import org.jspecify.annotations.NullMarked;
