// SPDX-License-Identifier: Apache-2.0
/**
 * {@code ./tocsin bench}: measurements against peers. Above the libraries that it measures; nothing
 * of it, nor any peer, is part of the program.
 */
@NullMarked
package org.tocsin.bench;

import org.jspecify.annotations.NullMarked;
