// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.util.List;

/**
 * What a mail server answered to one command (RFC 5321 §4.2).
 *
 * @param code three digits
 * @param status the enhanced status code (RFC 3463) of its first line, empty when there is none
 * @param lines the texts of its lines, for the greeting's keywords; never quoted: a server repeats
 *     addresses in them
 */
record SmtpReply(int code, String status, List<String> lines) {

  boolean isGood() {
    return code >= 200 && code < 300;
  }

  /** RFC 5321 §3.8: the server closes the connection and obeys no command that came after. */
  boolean isFarewell() {
    return code == 421;
  }

  boolean isForGood() {
    return code >= 500;
  }

  /** What may be shown of it. */
  String words() {
    return "the mail server said " + code + (status.isEmpty() ? "" : " " + status);
  }
}
