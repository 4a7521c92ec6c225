// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * What is known or guessed of a document as a whole, each with its cause.
 *
 * @param date when it was written: what "yesterday" counts from
 * @param country ISO 3166-1 alpha-2 code of the country it most likely speaks of
 * @param language ISO 639-1 code of the language it is written in; absent when too few words tell
 * @param genre what sort of text it is
 */
public record Origin(
    Optional<Guess<ZonedDateTime>> date,
    Optional<Guess<String>> country,
    Optional<Guess<String>> language,
    Guess<Genre> genre) {}
