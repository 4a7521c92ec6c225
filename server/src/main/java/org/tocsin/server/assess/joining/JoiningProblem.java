// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of joining: T3009 to T3013. */
enum JoiningProblem implements ProblemType {
  NO_SUGGESTION(
      "T3009", "There is no such suggestion", 404, "Use an id from the list of suggestions."),
  SETTLED(
      "T3010",
      "The suggestion was answered before",
      409,
      "Join the report to the case, or take it out of it, by itself."),
  BAD_ORIGIN(
      "T3011",
      "Nothing can be said of the origin of these reports",
      422,
      "Name two different reports of the case, and 'one' or 'apart'."),
  NOT_CONTINUED(
      "T3012",
      "The case cannot continue there",
      409,
      "Name another open case that itself continues in none; bring many reports in parts."),
  NO_CONTINUATION(
      "T3013", "The case continues in no other", 409, "Only a continuation that holds is undone.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  JoiningProblem(String number, String title, int status, String remedy) {
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
