// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;

/**
 * Something received. The bytes are asked for apart ({@link Reports#original}).
 *
 * @param id names it
 * @param title the title given with it, or the first words of its text
 * @param mediaType what the bytes are, for example {@code text/html}
 * @param sha256 hex digest of the bytes as received
 * @param size of the bytes
 * @param source who or what it came from
 * @param grade of source and information; the newest given
 * @param marking how far it may be shared
 * @param via how it came in: {@code paste}, {@code api}, {@code alertmanager} or {@code feed:…}
 * @param receivedAt when it arrived here
 * @param publishedAt when its source says it was published
 * @param standing whether its reliability is the standing grade that its source had when it came,
 *     for want of one of its own
 */
public record Report(
    ReportId id,
    String title,
    String mediaType,
    String sha256,
    long size,
    String source,
    Grade grade,
    Marking marking,
    String via,
    Instant receivedAt,
    Optional<Instant> publishedAt,
    boolean standing) {}
