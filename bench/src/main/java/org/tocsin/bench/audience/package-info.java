// SPDX-License-Identifier: Apache-2.0
/**
 * {@code bench audience}: who is in the way of a danger, beside Lucene, PostGIS, the R-tree of JTS
 * and a scan of all. {@link org.tocsin.bench.audience.Watchers} and {@link
 * org.tocsin.bench.audience.Question} are what is asked of whom; a {@link
 * org.tocsin.bench.audience.Desk} is one way to answer.
 */
@NullMarked
package org.tocsin.bench.audience;

import org.jspecify.annotations.NullMarked;
