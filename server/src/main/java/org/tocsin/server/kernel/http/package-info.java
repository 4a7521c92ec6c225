// SPDX-License-Identifier: Apache-2.0
/** The one way out: HTTP to the world under rules of address, size and time. */
@NullMarked
package org.tocsin.server.kernel.http;

import org.jspecify.annotations.NullMarked;
