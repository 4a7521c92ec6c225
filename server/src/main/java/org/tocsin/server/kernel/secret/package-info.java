// SPDX-License-Identifier: Apache-2.0
/** Keys in files and what is sealed with them. */
@NullMarked
package org.tocsin.server.kernel.secret;

import org.jspecify.annotations.NullMarked;
