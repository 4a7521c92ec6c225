// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.jspecify.annotations.Nullable;

/**
 * A warning in one language, made once and sent many times; only the answer link differs. Two are
 * equal only if they are the same one, so that channels may look up cheaply what they made of it.
 *
 * @param warning what is told
 * @param text its words in this language
 * @param subject one line, with marking and exercise mark
 * @param until when the danger ends, in words, as the letter says it
 * @param plainHead the plain text before the answer link
 * @param plainTail the plain text after it
 * @param htmlHead the same as HTML before the link's address
 * @param htmlTail the rest after it
 */
public record Letter(
    ApprovedWarning warning,
    ApprovedWarning.Text text,
    String subject,
    String until,
    String plainHead,
    String plainTail,
    String htmlHead,
    String htmlTail) {

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
