// SPDX-License-Identifier: Apache-2.0
/** Tests of the database's start, stop and mending, on the real thing. */
@NullMarked
package org.tocsin.server.kernel.database;

import org.jspecify.annotations.NullMarked;
