// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of watchers and their files: T5001 to T5049. */
enum WatchProblem implements ProblemType {
  /** No such watcher, or erased. */
  NO_WATCHER("T5001", "There is no such watcher", 404, "Check the number against the list."),
  /** A file of which nothing could be taken. */
  NOTHING_TAKEN(
      "T5002",
      "Nothing in the file could be taken",
      422,
      "Mend what 'faults' names; the first line of a CSV file names its columns."),
  /** More watchers than one file may hold. */
  FILE_TOO_LARGE("T5003", "The file is too large", 413, "Split the file and send the parts."),
  /** One watcher of a request that cannot be used. */
  BAD_WATCHER("T5004", "The watcher cannot be used", 422, "Mend each field that 'faults' names."),
  /** No refused lines to open. */
  NOTHING_KEPT(
      "T5005",
      "No refused lines are kept",
      404,
      "Check the number against the list of imports; lines that were destroyed do not come back."),
  /** A device that nothing can be sent to. */
  BAD_DEVICE("T5006", "The device cannot be added", 422, "Try another browser or device."),
  /** A device more than a watcher may add. */
  TOO_MANY_DEVICES(
      "T5007",
      "Too many devices are warned already",
      409,
      "Stop on one of the others first, or on all of them."),
  /** A clearance without a reason. */
  NO_CLEARANCE_REASON(
      "T5048",
      "A reason is missing",
      422,
      "Say in a sentence who asked for the clearance and why.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  WatchProblem(String number, String title, int status, String remedy) {
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
