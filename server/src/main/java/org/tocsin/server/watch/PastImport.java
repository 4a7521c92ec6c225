// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Instant;

/**
 * A file of watchers that was taken in.
 *
 * @param id its number
 * @param at when
 * @param by the officer's number
 * @param format {@code CSV}, {@code NDJSON} or {@code GEOJSON}
 * @param watchers how many were added or replaced
 * @param rejected how many lines were refused
 * @param kept how many lines are still kept to be mended
 */
public record PastImport(
    long id, Instant at, String by, String format, int watchers, int rejected, int kept) {}
