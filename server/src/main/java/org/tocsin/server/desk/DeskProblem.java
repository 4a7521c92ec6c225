// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.desk;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of the desk's shell: T9201 to T9299. */
enum DeskProblem implements ProblemType {
  NO_EXERCISE(
      "T9201",
      "This is no exercise",
      409,
      "Only a server started as an exercise has a clock that can be moved.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  DeskProblem(String number, String title, int status, String remedy) {
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
