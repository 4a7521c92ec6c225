// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import org.tocsin.server.kernel.ProblemType;

/** Refusals about groups: T3028 to T3030. */
enum GroupProblem implements ProblemType {
  BAD_GROUP(
      "T3028",
      "The group cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  NO_GROUP("T3029", "There is no such group", 404, "Search for it by any of its names."),
  EDITED_MEANWHILE(
      "T3030",
      "Somebody else has edited the group meanwhile",
      409,
      "Read it again, then edit what you meant to change.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  GroupProblem(String number, String title, int status, String remedy) {
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
