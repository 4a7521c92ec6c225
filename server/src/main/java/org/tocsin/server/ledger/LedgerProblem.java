// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of the record: T9051 to T9069. */
enum LedgerProblem implements ProblemType {
  NO_ENTRY(
      "T9051",
      "The record has no such entry",
      404,
      "Use an index from 0 up to, and without, the size that /api/v1/record tells."),
  NOT_YET(
      "T9052",
      "The newest acts have no place in the record yet",
      503,
      "Try again in a few seconds; if it stays so, tell the operator: another node sequences."),
  BUNDLE_TOO_LARGE(
      "T9053",
      "This server's disk has no room for the bundle",
      507,
      "Tell the operator, who makes room under tocsin.data; then fetch the bundle again."),
  DIVERGED(
      "T9054",
      "The database and the published record disagree",
      500,
      "Append nothing: find out who changed which, and restore the one that was changed."),
  NO_TILE(
      "T9055",
      "The record has no such tile",
      404,
      "Ask as c2sp.org/tlog-tiles lays out; where a partial tile is gone, ask for the full one."),
  BAD_LEVEL(
      "T9056",
      "There is no such level of a case bundle",
      422,
      "Use court or press; a watcher's own file comes by their answer link."),
  KEY_SEALED(
      "T9057",
      "The record's key cannot be opened",
      500,
      "Name the file with its passphrase in tocsin.record.key-passphrase-file, or put the key back."),
  KEY_CHANGING(
      "T9058",
      "The record's key is being changed already",
      409,
      "Wait until the new key signs alone; the page of the record says when."),
  BAD_KEY_CHANGE(
      "T9059",
      "The record's key cannot be changed like this",
      422,
      "Say in a sentence why, and for how long both keys sign, for example 7d.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  LedgerProblem(String number, String title, int status, String remedy) {
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
