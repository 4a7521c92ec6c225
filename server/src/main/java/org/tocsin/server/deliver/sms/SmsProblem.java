// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import org.tocsin.server.kernel.ProblemType;

/** What this channel refuses. */
enum SmsProblem implements ProblemType {
  /** Nobody is expected at this address. */
  NO_INLET(
      "T6051",
      "Nothing is taken here",
      404,
      "Give the provider the address that its settings make: /in/sms/NAME/SECRET."),
  /** A request without anything that is known. */
  NOTHING_IN_IT(
      "T6052",
      "There is neither a report nor a reply in it",
      422,
      "Compare the fields that the provider sends with report-id, report-state, reply-from and reply-text in the settings.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  SmsProblem(String number, String title, int status, String remedy) {
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
