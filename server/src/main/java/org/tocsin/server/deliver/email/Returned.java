// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import org.tocsin.server.deliver.ReportedState;
import org.tocsin.server.deliver.ReturnTokens;

/** What a mail that came back means. */
sealed interface Returned {

  /** The mail system says what became of a mail of ours (RFC 3464). */
  record Report(ReturnTokens.Told told, ReportedState state) implements Returned {}

  /**
   * Somebody wrote back.
   *
   * @param text what they wrote above what they quote; personal
   */
  record Reply(ReturnTokens.Told told, String text) implements Returned {
    @Override
    public String toString() {
      return "Reply[" + told + "]";
    }
  }

  /**
   * Nothing for us.
   *
   * @param why in words without anybody's
   */
  record Nothing(String why) implements Returned {}
}
