// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.Marking;

/**
 * Something that arrives: bytes and what is known about them. The array is not copied and must not
 * be changed afterwards.
 *
 * @param bytes as received
 * @param contentType the media type with its parameters, for example {@code text/plain;
 *     charset=utf-8}
 * @param title given with it; empty: taken from the content
 * @param source who or what it came from
 * @param grade of source and information
 * @param marking how far it may be shared
 * @param via {@code paste}, {@code api}, {@code alertmanager} or {@code feed:…}
 * @param publishedAt when its source says it was published
 */
public record Intake(
    byte[] bytes,
    String contentType,
    Optional<String> title,
    String source,
    Grade grade,
    Marking marking,
    String via,
    Optional<Instant> publishedAt) {}
