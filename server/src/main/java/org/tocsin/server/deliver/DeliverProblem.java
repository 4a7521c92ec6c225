// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of deliveries and answer tokens: T6001 to T6049. */
public enum DeliverProblem implements ProblemType {
  /** A step that the plan does not have. */
  NO_STEP("T6001", "The plan has no such step", 422, "Use a step of the warning's plan."),
  /** A link that nobody was given. */
  BAD_TOKEN(
      "T6002",
      "This link is not one of ours",
      404,
      "Open the link of the message again; copy it whole."),
  /** A link whose time is over. */
  TOKEN_EXPIRED(
      "T6003",
      "This link is no longer valid",
      410,
      "The warning is over. Look at the public page for what is in force now."),
  /** Nothing was sent to this watcher. */
  NO_RECEIPT(
      "T6004",
      "There is no receipt of this warning for this watcher",
      404,
      "Check the number of the watcher against the list of deliveries."),
  /** Nothing more of the warning goes out. */
  OVER(
      "T6005",
      "Nothing more of this warning goes out",
      409,
      "Compose an update or a new warning if people must still be told."),
  /** It is held up already, or is not. */
  HELD(
      "T6006",
      "The deliveries are not in the state that this wants",
      409,
      "Look at the page of the deliveries anew; somebody else may have been quicker."),
  /** An act that wants a reason has none. */
  NO_REASON("T6007", "A reason is missing", 422, "Say in a sentence why; the record keeps it."),
  /** Nobody is left to be told again. */
  NOBODY_FAILED(
      "T6008",
      "There is nobody to send it to again",
      409,
      "Wait for the attempts under way; who has no channel must be told by other means."),
  /** A form that is none of ours. */
  NO_BUTTON(
      "T6009", "There is no such button", 400, "Open the page anew and press one of its buttons."),
  /** A call that is not on the list. */
  NO_CALL("T6040", "There is no such call", 404, "Open the call list and take the next call."),
  /** A call that somebody else has, or nobody. */
  NOT_YOUR_CALL(
      "T6041",
      "This call is not in your hand",
      409,
      "Open the call list; the lease may have run out, or the call may have ended."),
  /** What is noted of a call cannot be. */
  BAD_CALL_RESULT(
      "T6042",
      "The result of the call cannot be used",
      422,
      "Correct what is listed; the call is still in your hand."),
  /** A message that the exercise mailbox does not hold. */
  NO_EXERCISE_MAIL(
      "T6043", "There is no such message", 404, "Open the exercise mailbox and its list."),
  /** A drill that cannot be. */
  BAD_DRILL(
      "T6044",
      "The drill cannot be started",
      422,
      "Do what is said: confirm that real messages go out, name channels that this server has."),
  /** A drill for nobody. */
  NOBODY_TO_DRILL(
      "T6045",
      "Nobody may be asked now",
      409,
      "Choose others, or wait until they may be asked again."),
  /** A drill that is not there. */
  NO_DRILL("T6046", "There is no such drill", 404, "Open the list of drills.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  DeliverProblem(String number, String title, int status, String remedy) {
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
