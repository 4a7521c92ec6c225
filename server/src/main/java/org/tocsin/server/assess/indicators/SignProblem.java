// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import org.tocsin.server.kernel.ProblemType;

/** Refusals about signs: T3025 to T3027. */
enum SignProblem implements ProblemType {
  BAD_SIGN("T3025", "The sign cannot be kept as it is", 422, "Mend what the answer names."),
  NO_LIST("T3026", "There is no such list of signs", 404, "Use an id from the lists of signs."),
  NO_SIGN("T3027", "There is no such sign", 404, "Use a number from the signs of the case.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  SignProblem(String number, String title, int status, String remedy) {
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
