// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/** Something read that shows where it stands in the text and by which rule it was read. */
public sealed interface Cited
    permits Effect,
        Figure,
        Finding,
        GroupMention,
        LooseTime,
        Mention,
        PersonMention,
        PlaceMention,
        TimeMention {
  /** Where it stands. */
  Span span();

  /** The words that stand there. */
  default String text() {
    return span().text();
  }
}
