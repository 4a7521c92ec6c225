// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Instant;

/**
 * That somebody wants nothing more by a channel.
 *
 * @param channel by which
 * @param at since when
 */
public record Refusal(String channel, Instant at) {}
