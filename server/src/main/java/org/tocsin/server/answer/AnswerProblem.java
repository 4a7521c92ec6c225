// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of answers and reactions: T7001 to T7099. */
enum AnswerProblem implements ProblemType {
  /** An answer of no known kind. */
  BAD_ANSWER("T7001", "The answer cannot be used", 422, "Use one of the buttons of the page."),
  /** Too many from one link. */
  TOO_MANY("T7002", "Too many answers from this link", 429, "Wait a minute, then try again."),
  /** More answers than can be written. */
  BUSY("T7003", "Too many answers at once", 503, "Try again in a few seconds."),
  /** A reaction with missing or wrong fields. */
  BAD_REACTION("T7004", "The reaction cannot be used", 422, "Mend each field that 'faults' names."),
  /** The warning never went out. */
  NOT_SENT("T7005", "This warning has not gone out", 404, "Check the id of the warning."),
  /** A device is to be added where nothing can be sent to one. */
  NO_PUSH(
      "T7006",
      "No device can be added here",
      404,
      "Ask the desk for another way to be warned; an operator sets tocsin.push.subject."),
  /** A watcher asks for their proof before there is one. */
  NOT_SEALED(
      "T7007",
      "There is no proof yet",
      404,
      "Try again in a minute: a proof is there as soon as the first messages have been recorded.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  AnswerProblem(String number, String title, int status, String remedy) {
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
