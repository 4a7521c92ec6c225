// SPDX-License-Identifier: Apache-2.0
/**
 * The one way out: HTTP to the world under rules of address, size and time. {@code Outbound} asks
 * once and waits, by a library; {@code Exchanges} posts many at once, by sockets of our own. What
 * these bring on a connection of one post at a time counts when nothing was left over a moment
 * after it ({@code Heard}); where a host speaks HTTP/2, {@code Streams}, each answer is numbered.
 */
@NullMarked
package org.tocsin.server.kernel.http;

import org.jspecify.annotations.NullMarked;
