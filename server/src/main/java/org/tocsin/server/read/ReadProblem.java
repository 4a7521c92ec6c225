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
