// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import org.jspecify.annotations.Nullable;

/**
 * A finding as a person states it, not yet looked at. What is missing or blank is not said.
 *
 * @param type the word of its kind
 * @param text its words, as they stand in the report; or instead of them {@code start} and {@code
 *     end}
 * @param start where they begin; with {@code text}: about where, if it stands there several times
 * @param end after their last UTF-16 unit
 * @param voice the word of its voice
 * @param historic whether it is told as background
 * @param method one of {@link Means}
 * @param from RFC 3339, when it begins
 * @param until RFC 3339, when it ends
 */
record FindingDraft(
    @Nullable String type,
    @Nullable String text,
    @Nullable Integer start,
    @Nullable Integer end,
    @Nullable String voice,
    @Nullable Boolean historic,
    @Nullable String assertedBy,
    @Nullable String actor,
    @Nullable String recipient,
    @Nullable String target,
    @Nullable String method,
    @Nullable PlaceDraft place,
    @Nullable String from,
    @Nullable String until) {

  /** Where, as a person states it: WGS 84 degrees. */
  record PlaceDraft(
      @Nullable String name,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable String country,
      @Nullable Long geonameId) {}
}
