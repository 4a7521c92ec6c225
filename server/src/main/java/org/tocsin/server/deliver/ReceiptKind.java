// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

/** What came of one attempt, with the number that the table keeps. */
public enum ReceiptKind {
  /** Handed over: the other side took it. */
  TOLD(1, "told"),
  /** Not now; a later attempt follows. */
  DEFERRED(2, "deferred"),
  /** Given up, with the reason. */
  FAILED(3, "failed"),
  /** There is no way to this watcher in this step. */
  UNREACHABLE(4, "unreachable"),
  /** Not tried any more: they had answered before. */
  ANSWERED(5, "answered");

  private final int code;
  private final String word;

  ReceiptKind(int code, String word) {
    this.code = code;
    this.word = word;
  }

  int code() {
    return code;
  }

  /** The word that API and record use. */
  public String word() {
    return word;
  }

  static ReceiptKind of(int code) {
    for (ReceiptKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalStateException("unknown outcome in deliver.receipt_run: " + code);
  }
}
