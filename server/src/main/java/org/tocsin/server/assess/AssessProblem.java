// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of assessing: T3001 to T3099. */
enum AssessProblem implements ProblemType {
  NO_CASE("T3001", "There is no such case", 404, "Use an id from the list of cases."),
  BAD_CASE(
      "T3002",
      "The case cannot be opened as it is",
      422,
      "Mend every fault that the answer lists."),
  BAD_ASSESSMENT(
      "T3003",
      "The assessment cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  NOT_CITED(
      "T3004",
      "A statement rests on nothing",
      422,
      "Cite at least one report of the case, or a finding of one, for every statement."),
  CASE_CLOSED("T3005", "The case is closed", 409, "Open a new case, or read this one."),
  BAD_DISSENT(
      "T3020",
      "The dissent cannot be kept as it is",
      422,
      "Say what you hold against the assessment, and why."),
  NO_VERSION(
      "T3021",
      "There is no such version of the assessment",
      404,
      "Use the number of a version that the case has.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  AssessProblem(String number, String title, int status, String remedy) {
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
