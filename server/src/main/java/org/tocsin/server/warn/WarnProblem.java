// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of warning: T5101 to T5199, and T5015 to T5019 for what a message says. */
enum WarnProblem implements ProblemType {
  NOT_SENDABLE(
      "T5015",
      "The warning cannot go out like this",
      409,
      "Mend what the list names; no reason makes up for it."),
  UNSOUND_TEXT(
      "T5016",
      "The message lacks what its readers need",
      409,
      "Mend what the list names, or say why it goes out all the same."),
  HELD_BACK(
      "T5017",
      "Some of its audience would be told nothing",
      409,
      "Clear them for its marking, mark it wider, or say why it goes out without them."),
  NO_WARNING("T5101", "There is no such warning", 404, "Use an id from the list of warnings."),
  BAD_DRAFT(
      "T5102",
      "The warning cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  NOT_DRAFT(
      "T5103",
      "The warning is no longer a draft",
      409,
      "Update or cancel it; what was approved is never changed."),
  NOT_PREVIEWED(
      "T5104",
      "The warning was edited since its last preview",
      409,
      "Look at the preview again; approval signs exactly what it showed."),
  OTHER_CONTENT(
      "T5105",
      "That is not what the preview shows",
      409,
      "Look at the preview again and approve the hash that it gives."),
  SAME_PERSON(
      "T5106",
      "Nobody approves a warning that they wrote on",
      403,
      "Let an approver who edited none of it decide."),
  NOBODY(
      "T5107",
      "Nobody is in the way",
      409,
      "Draw the area anew, widen the window, or name recipients."),
  ABOVE_MARKING(
      "T5108",
      "The text may not leave at this marking",
      422,
      "A public alert must be TLP:CLEAR; mark it so, or send a private notice."),
  NOT_IN_FORCE(
      "T5109",
      "The warning is not in force",
      409,
      "Only a warning in force is updated, cancelled or renewed."),
  BAD_LAPSE(
      "T5110",
      "That decision cannot be taken here",
      409,
      "A warning demands it when it is about to lapse or has lapsed; give a reason."),
  BROKEN_SEAL(
      "T5111",
      "The warning is not what was approved",
      500,
      "It is not sent. Tell the operator: somebody changed it in the database."),
  NO_REASON(
      "T5112",
      "A reason is missing",
      422,
      "Say in a sentence what its authors should change, or why it is taken back.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  WarnProblem(String number, String title, int status, String remedy) {
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
