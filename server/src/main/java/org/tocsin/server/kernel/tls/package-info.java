// SPDX-License-Identifier: Apache-2.0
/** By which certificates others prove their names to us, for every protocol in one place. */
@NullMarked
package org.tocsin.server.kernel.tls;

import org.jspecify.annotations.NullMarked;
