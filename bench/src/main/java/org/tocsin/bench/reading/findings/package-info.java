// SPDX-License-Identifier: Apache-2.0
/**
 * How well statements are read: documents of our own in {@code reading/eval}, annotated by hand,
 * and the scores of a reading, or of a second annotation, against them.
 */
@NullMarked
package org.tocsin.bench.reading.findings;

import org.jspecify.annotations.NullMarked;
