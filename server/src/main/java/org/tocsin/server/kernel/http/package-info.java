// SPDX-License-Identifier: Apache-2.0
/**
 * The one way out: HTTP to the world under rules of address, size and time. {@code Outbound} asks
 * once and waits, by a library; {@code Exchanges} posts many at once, by sockets of our own. What
 * these bring counts when nothing was left over a moment after it ({@code Heard}).
 */
@NullMarked
package org.tocsin.server.kernel.http;

import org.jspecify.annotations.NullMarked;
