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
 * @param publishedAt when its source says it was published; a time that is none of 1970 to 2199 is
 *     left out, as nobody published anything then and tables and records cannot hold every time
 */
public record Intake(
    byte[] bytes,
    String contentType,
    Optional<String> title,
    String source,
    Grade grade,
    Marking marking,
    String via,
    Optional<Instant> publishedAt) {

  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  /** Leaves out a time that cannot be. */
  public Intake {
    publishedAt = publishedAt.filter(time -> !time.isBefore(Instant.EPOCH) && time.isBefore(LAST));
  }
}
