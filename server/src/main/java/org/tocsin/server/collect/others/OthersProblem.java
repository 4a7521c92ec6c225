// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import org.tocsin.server.kernel.ProblemType;

/** Refusals about others' messages: T1051 to T1099 of stage 1. */
enum OthersProblem implements ProblemType {
  NO_OTHER(
      "T1051",
      "There is no such alert of another authority",
      404,
      "Look at /others for what is in force elsewhere, or ask whoever gave you the address.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  OthersProblem(String number, String title, int status, String remedy) {
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
