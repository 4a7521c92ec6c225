// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import org.tocsin.cap.Alert;

/**
 * A message in memory: the row that names it, and what it says.
 *
 * @param heard through whom it came
 * @param alert what it says; sender and identifier are never blank
 * @param bytes about how much memory it takes, by the size of what was received
 */
record Kept(OtherAlert.Heard heard, Alert alert, int bytes) {

  /** The source for the rules on who may end whose messages. */
  String origin() {
    return heard.byFeed() ? heard.via() : Fold.DESK;
  }
}
