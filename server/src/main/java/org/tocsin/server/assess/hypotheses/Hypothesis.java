// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

/**
 * What might be the case.
 *
 * @param key {@code H1}, {@code H2} …; never given again in the same case
 * @param text the hypothesis in a sentence
 */
public record Hypothesis(String key, String text) {}
