// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/**
 * A time that the words tie to no stretch of the calendar: a length ("for three days"), what comes
 * again ("every Friday"), or a vague now, then or soon ("recently").
 *
 * @param timex what it says
 * @param rule id of the rule that read it
 */
public record LooseTime(Span span, Timex timex, String rule) implements Cited {}
