// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of the public side: T6501 to T6599. */
enum PublishProblem implements ProblemType {
  NO_ALERT(
      "T6501",
      "There is no such public alert",
      404,
      "Look at the start page for what is in force, or ask whoever gave you the address."),
  NO_CERTIFICATE(
      "T6502",
      "There is no such certificate",
      404,
      "Look at /certificates for those of this desk, or ask the desk for the one you need."),
  NOTHING_TO_CHECK(
      "T6503",
      "There is nothing to check",
      422,
      "Paste a CAP message or a feed, or choose a file."),
  CHECKS_BUSY(
      "T6504",
      "Too many messages are being checked",
      503,
      "Try again in a few seconds, or use ./tocsin check on your own machine."),
  LIST_CHANGED(
      "T6505",
      "The list has changed meanwhile",
      409,
      "Ask again from the beginning, without 'after'.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  PublishProblem(String number, String title, int status, String remedy) {
    this.number = number;
    this.title = title;
    this.status = status;
    this.remedy = remedy;
  }

  @Override
  public String number() {
    return number;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
