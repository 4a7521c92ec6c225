// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of outcome: T8001 to T8099. */
enum OutcomeProblem implements ProblemType {
  NO_INCIDENT("T8001", "There is no such incident", 404, "Use an id from the list of incidents."),
  BAD_INCIDENT(
      "T8002",
      "The incident cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  BAD_FIGURE(
      "T8003",
      "The figure cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  BAD_STATEMENT(
      "T8004",
      "The statement cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  BAD_OUTCOME(
      "T8005",
      "The outcome cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  OUTCOME_GIVEN(
      "T8006",
      "The case has its outcome already",
      409,
      "Read the reckoning; what is newer goes into incidents, figures and statements."),
  BAD_AFTERMATH(
      "T8007",
      "What was done afterwards cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  BAD_FILE(
      "T8008",
      "The file of incidents cannot be read",
      422,
      "Send CSV in UTF-8 whose first line names the columns, as the guide lists them."),
  NO_RECKONING(
      "T8009",
      "There is no such reckoning that was handed over",
      404,
      "Use an id from the list of the case's reckonings."),
  TOO_MANY_RECKONINGS(
      "T8010",
      "The case has too many reckonings that were handed over",
      409,
      "Hand out one of those that are kept.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  OutcomeProblem(String number, String title, int status, String remedy) {
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
