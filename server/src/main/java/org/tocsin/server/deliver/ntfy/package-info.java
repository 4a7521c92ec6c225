// SPDX-License-Identifier: Apache-2.0
/**
 * The channel {@code ntfy}: notifications on phones by topics of ntfy.sh or of a server like it.
 */
@NullMarked
package org.tocsin.server.deliver.ntfy;

import org.jspecify.annotations.NullMarked;
