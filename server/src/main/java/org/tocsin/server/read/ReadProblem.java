// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of reading: T2001 to T2099. */
enum ReadProblem implements ProblemType {
  NOT_READ_YET("T2001", "The report has not been read yet", 409, "Ask again in a moment."),
  UNREADABLE(
      "T2002",
      "The report could not be read",
      422,
      "Read the original yourself; it is kept as it was received."),
  NO_FINDING(
      "T2003",
      "There is no such finding",
      404,
      "Ask for the report's findings; each carries its number."),
  BAD_FINDING(
      "T2004",
      "The finding is not sound",
      422,
      "Mend what is named and send it again; nothing was changed."),
  CHANGED_MEANWHILE(
      "T2005",
      "Somebody else has changed the findings meanwhile",
      412,
      "Look at them as they stand now, and do it again if it is still right."),
  WHICH_REVISION(
      "T2006",
      "Say which revision of the findings you looked at",
      428,
      "Send If-Match with the ETag that the report's findings came with."),
  NOT_READ_AGAIN(
      "T2007",
      "The report cannot be read again",
      409,
      "Its findings stay as they are; add what is missing by hand."),
  NOT_EXPORTED(
      "T2008",
      "Examples of this marking are not given out to you",
      403,
      "Ask for TLP:GREEN or TLP:CLEAR, or let an approver do it; TLP:RED never leaves."),
  NO_ADVICE(
      "T2010",
      "No model has said anything of the report",
      404,
      "Ask again later; where no model is set up, and for reports marked too narrowly, there is none.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  ReadProblem(String number, String title, int status, String remedy) {
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
