// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of deciding: T4001 to T4099. */
enum DecideProblem implements ProblemType {
  NO_DETERMINATION("T4001", "There is no such determination", 404, "Use an id from the case."),
  BAD_DETERMINATION(
      "T4002",
      "The determination cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  SAME_PERSON(
      "T4003",
      "Nobody agrees to a determination of their own",
      403,
      "Let another officer read it and agree or send it back."),
  SETTLED(
      "T4004",
      "The determination is settled already",
      409,
      "Propose a new one if it no longer holds."),
  IN_DOUBT_WARN(
      "T4005",
      "In doubt one warns",
      422,
      "Answer at least one question with no and say why, waive on one of the policy's grounds, or decide to warn."),
  NO_DUTY_AGREED(
      "T4006",
      "No agreed determination says to warn them",
      409,
      "Propose one for this class and have it agreed by another officer."),
  DOUBLE_STANDARD(
      "T4007",
      "The public's decision comes first",
      409,
      "Record and agree a determination for the public; then the narrower notice can go out with it.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  DecideProblem(String number, String title, int status, String remedy) {
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
