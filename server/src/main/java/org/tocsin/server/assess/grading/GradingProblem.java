// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of grading: T3014 to T3017. */
enum GradingProblem implements ProblemType {
  NOT_CORROBORATED(
      "T3014",
      "No independent source confirms it",
      409,
      "Use 2 or less, or join a report of another origin that says the same."),
  ANOTHER_MUST(
      "T3015",
      "Somebody else must clear it",
      403,
      "Let another officer look at it and clear it with a reason."),
  BAD_MARK(
      "T3016",
      "The mark cannot be kept as it is",
      422,
      "Use credibility with 1 to 6, or deception or interested with set or cleared."),
  NO_FINDING(
      "T3017",
      "There is no such finding to mark",
      404,
      "Use the number of a finding that holds, or none for the report as a whole.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  GradingProblem(String number, String title, int status, String remedy) {
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
