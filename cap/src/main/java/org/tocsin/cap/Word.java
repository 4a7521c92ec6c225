// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/** A value of one of CAP's closed lists, with the exact word that the standard gives it. */
sealed interface Word
    permits Category, Certainty, MsgType, ResponseType, Scope, Severity, Status, Urgency {
  String word();
}
