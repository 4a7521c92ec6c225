// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of weighing hypotheses: T3022 and T3023. */
enum HypothesesProblem implements ProblemType {
  BAD_MATRIX(
      "T3022",
      "The hypotheses cannot be kept as they are",
      422,
      "Mend every fault that the answer lists."),
  WEIGHED_MEANWHILE(
      "T3023",
      "Somebody else has weighed meanwhile",
      409,
      "Read the newest version, then weigh again what you meant to change.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  HypothesesProblem(String number, String title, int status, String remedy) {
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
