// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

/** What goes wrong with one message. */
public enum Fault {
  /** Nothing. */
  NONE,
  /** Refused for good: SMTP 550, HTTP 410 or as the service says it. */
  REJECT,
  /** Refused for now: SMTP 451, HTTP 503 with Retry-After. */
  TEMPORARY,
  /** Taken, but only after a while. */
  SLOW,
  /** The connection is closed before the message is taken. */
  CLOSE,
  /** The message is taken and the connection closed before the sender learns of it. */
  LOST_REPLY
}
