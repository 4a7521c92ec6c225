// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tocsin.cap.Alert;

/**
 * A message as it is known here.
 *
 * @param alert the message
 * @param origins the sources that brought it, as the caller names them
 * @param contested whether another message with the same sender, identifier and time says something
 *     else: one of the two is a forgery or a mistake
 */
public record Message(Alert alert, SortedSet<String> origins, boolean contested) {
  public Message {
    requireNonNull(alert, "alert");
    origins = Collections.unmodifiableSortedSet(new TreeSet<>(origins));
  }

  /** The key of the message. */
  public MessageKey key() {
    return MessageKey.of(alert);
  }
}
