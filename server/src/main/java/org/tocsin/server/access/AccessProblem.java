// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of people, roles, tokens and set-up: T9001 to T9099. */
public enum AccessProblem implements ProblemType {
  /** Nobody is signed in. */
  NOT_SIGNED_IN(
      "T9001",
      "Nobody is signed in",
      401,
      "Sign in at /login, or send 'Authorization: Bearer' with an API token."),
  /** Name and password do not belong together. */
  BAD_CREDENTIALS(
      "T9002",
      "E-mail address and password do not belong together",
      401,
      "Check both; an administrator can make a new link to set a password."),
  /** The person lacks the role. */
  ROLE_LACKING(
      "T9003",
      "Your roles do not allow this",
      403,
      "Ask somebody who has the role, or an administrator for it."),
  /** The token's time is over. */
  TOKEN_EXPIRED("T9004", "The API token has expired", 401, "Make a new one: POST /api/v1/tokens."),
  /** No such token, or taken back. */
  TOKEN_UNKNOWN(
      "T9005",
      "The API token is not known",
      401,
      "Check that it was copied whole, or make a new one: POST /api/v1/tokens."),
  /** Guessing is slowed down. */
  TOO_MANY_TRIES(
      "T9006", "Too many tries", 429, "Wait as long as Retry-After says, then try again."),
  /** The set-up code is not the one in the data folder. */
  BAD_SETUP_CODE(
      "T9007",
      "That is not the set-up code",
      403,
      "Read it in the file 'setup-code' in the server's data folder."),
  /** The first officers are there already. */
  SETUP_DONE("T9008", "The set-up is done", 409, "Sign in; an administrator adds further people."),
  /** Fields of a form or a body that cannot be used. */
  BAD_FIELDS("T9009", "Some fields cannot be used", 422, "Mend each field that 'faults' names."),
  /** The hidden field of a form is missing or old. */
  FORM_EXPIRED(
      "T9010",
      "The form is too old or not ours",
      403,
      "Load the page again and send it once more."),
  /** One address, one person. */
  EMAIL_TAKEN(
      "T9011",
      "Somebody has this e-mail address already",
      409,
      "Use another address, or change the person who has it."),
  /** A link to set a password works once, for a while. */
  LINK_SPENT("T9012", "This link no longer works", 410, "Ask an administrator for a new one."),
  /** Somebody must be left who can administer. */
  LAST_ADMIN(
      "T9013",
      "Nobody would be left to administer",
      409,
      "Give the role 'admin' to somebody else first."),
  /** No such person or token. */
  NOBODY("T9014", "There is no such person or token", 404, "Check the id against the list."),
  /** Nothing can be done before the first two officers exist. */
  SETUP_FIRST(
      "T9015",
      "The server has not been set up",
      409,
      "Create the first two officers at /setup or with POST /api/v1/setup.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  AccessProblem(String number, String title, int status, String remedy) {
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
