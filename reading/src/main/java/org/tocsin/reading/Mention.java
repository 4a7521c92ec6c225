// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/**
 * Somebody or something named in a finding: who asserts it, who acts, who is told, what is aimed
 * at, by what means.
 *
 * @param value the thing in its plainest form: the known name of a group, otherwise the words
 *     themselves
 * @param span the words that name it
 */
public record Mention(String value, Span span) implements Cited {}
