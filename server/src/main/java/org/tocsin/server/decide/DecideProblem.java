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
      "Record and agree a determination for the public; then the narrower notice can go out with it."),
  NO_POLICY("T4008", "There is no such policy", 404, "Use a policy and version from the list."),
  BAD_POLICY(
      "T4009",
      "The policy cannot be kept as it is",
      422,
      "Mend every fault that the answer lists, at the line that it names."),
  POLICY_SETTLED(
      "T4010",
      "This version of the policy is settled already",
      409,
      "Propose a new version if it no longer holds."),
  OTHER_ROLES(
      "T4011",
      "The policy asks for other roles",
      403,
      "Let somebody with every role that the policy names do it."),
  POST_NEEDED(
      "T4012",
      "The holder of a post must agree",
      409,
      "Let whoever is on call for the post agree, or put somebody on the roster."),
  AGREED_ALREADY(
      "T4013", "You have agreed already", 409, "Let another officer read it and agree as well."),
  BAD_SHIFT(
      "T4014",
      "The roster cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  NO_SHIFT("T4015", "There is no such shift or delegation", 404, "Use an id from the roster."),
  NOT_HOLDER(
      "T4016",
      "Only who holds a post lets others act in it",
      403,
      "Ask the administrator to put you on the roster for that time."),
  GLASS_ONLY_TO_WARN(
      "T4017",
      "Alone one can only decide to warn",
      409,
      "Have a waiver, or that there is no duty, agreed by another officer."),
  BAD_GLASS("T4018", "This needs a reason in words", 422, "Say why, in 20 to 4,000 characters."),
  GLASS_REVIEW(
      "T4019",
      "It cannot be reviewed like this",
      409,
      "Let an approver who did not decide it review it, once."),
  OWN_POLICY(
      "T4020",
      "Nobody agrees to a policy of their own",
      403,
      "Let another officer read it and agree or send it back."),
  POLICY_CHANGE(
      "T4021",
      "The case's policy cannot be changed like this",
      409,
      "Look at the case's policy and at what is proposed for it."),
  OTHER_POLICY(
      "T4022",
      "A decision not to warn goes by the case's policy",
      409,
      "Put the questions of that policy, or propose that the case stands under another.");

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
