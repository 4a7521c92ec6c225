// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.Optional;

/**
 * A person, an office or a body that a text lets speak or act.
 *
 * @param text the words
 * @param start where they begin in the text
 * @param end after their last unit
 * @param office in its plainest form, for example {@code president}
 * @param body the body that is meant, or that the office is one of
 * @param country ISO 3166-1 alpha-2 code of the country that it is of
 */
public record Speaker(
    String text,
    int start,
    int end,
    Optional<String> office,
    Optional<String> body,
    Optional<String> country) {}
