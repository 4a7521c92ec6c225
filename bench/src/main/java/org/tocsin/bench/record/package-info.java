// SPDX-License-Identifier: Apache-2.0
/** {@code bench record}: growing, proving and verifying a record beside bare SHA-256. */
@NullMarked
package org.tocsin.bench.record;

import org.jspecify.annotations.NullMarked;
