// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watchdog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an audit found.
 *
 * @param id its number
 * @param audit which audit
 * @param about what it is about
 * @param node which node; empty where all nodes see the same
 * @param words what is wrong and what to do
 * @param isMended whether the audit mended it
 * @param openedAt since when it is known
 * @param closedAt since when it is well again; null while it is not
 */
public record FoundFault(
    long id,
    String audit,
    String about,
    String node,
    String words,
    boolean isMended,
    Instant openedAt,
    @Nullable Instant closedAt) {}
