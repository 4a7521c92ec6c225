// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of full texts and releases: T5031 to T5047. */
enum ReleaseProblem implements ProblemType {
  NO_FULL_TEXT("T5031", "There is no such full text", 404, "Use an id from the list of the case."),
  BAD_FULL_TEXT(
      "T5032", "The full text cannot be kept", 422, "Mend every fault that the answer lists."),
  NO_RELEASE("T5033", "There is no such release", 404, "Use an id from the list of the case."),
  BAD_RELEASE(
      "T5034", "The release cannot be kept", 422, "Mend every fault that the answer lists."),
  NOT_DRAFT("T5035", "The release is agreed and is never changed", 409, "Derive another one."),
  BELOW(
      "T5036",
      "The text is marked below what it rests on",
      409,
      "Derive a release from the case's full text at this marking and let somebody agree to it."),
  NOT_AGREED(
      "T5037",
      "The release may not be used",
      409,
      "Let an approver who did not write on it agree to it, or derive it from the newest full text."),
  LEAK(
      "T5038",
      "The text gives away what stands above its marking",
      409,
      "Mend each place that the answer lists, or let it stand in the release, with a reason."),
  SAME_PERSON(
      "T5039",
      "Nobody agrees to a release that they wrote on",
      403,
      "Let an approver who wrote on neither agree."),
  OTHER_CONTENT(
      "T5040",
      "That is not the release as it is now",
      409,
      "Look at it again and agree to the hash that it shows."),
  NO_HIT("T5041", "There is no such hit", 409, "Look at the release again; the text was changed."),
  NO_REASON("T5042", "A reason is missing", 422, "Say in a sentence why it may stand."),
  NOT_FOUND_IN_TEXT(
      "T5043",
      "Those words are not in the full text",
      422,
      "Copy them from the full text as they stand.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  ReleaseProblem(String number, String title, int status, String remedy) {
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
