// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

/** The legs of the way of an alert, in their order. */
enum Leg {
  /** The report was taken in and read. */
  TAKEN_IN("taken_in", "taken in and read", "see the log, and whether the database answers"),
  /** Assessed, decided, written, matched with the index, signed, and its wave queued. */
  DECIDED(
      "decided",
      "assessed, decided and signed",
      "see the log; a key for signing that has run out keeps public alerts from being signed"),
  /** The webhook has arrived. */
  ARRIVED(
      "arrived",
      "handed over",
      "see whether deliveries by webhook go out, and whether this server reaches its own door"),
  /** The receipt of it was written. */
  RECEIPT(
      "receipt", "written down as handed over", "see whether workers of webhook come to an end"),
  /** The answer to it was taken. */
  ANSWERED("answered", "answered by its link", "see whether the answer page works"),
  /** The entry of it is covered by a signed checkpoint. */
  RECORDED("recorded", "in a checkpoint of the record", "see the log for ledger.publish");

  private final String word;
  private final String done;
  private final String advice;

  Leg(String word, String done, String advice) {
    this.word = word;
    this.done = done;
    this.advice = advice;
  }

  /** In tables, metrics and the record. */
  String word() {
    return word;
  }

  /** What has been done at the end of it. */
  public String done() {
    return done;
  }

  /** What to do when it is not done. */
  String advice() {
    return advice;
  }

  static Leg of(String word) {
    for (Leg leg : values()) {
      if (leg.word.equals(word)) {
        return leg;
      }
    }
    throw new IllegalStateException("synthetic.run holds the leg " + word);
  }
}
