// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Optional;

/** What a message does to earlier ones (CAP 1.2 §3.2.1). */
public enum MsgType implements Word {
  /** First information that needs attention. */
  ALERT("Alert"),
  /** Supersedes the messages it references. */
  UPDATE("Update"),
  /** Ends the messages it references. */
  CANCEL("Cancel"),
  /** Acknowledges receipt of the messages it references. */
  ACK("Ack"),
  /** Rejects the messages it references; the note says why. */
  ERROR("Error");

  private static final Words<MsgType> WORDS = new Words<>(values());

  private final String word;

  MsgType(String word) {
    this.word = word;
  }

  /** The word as CAP writes it. */
  @Override
  public String word() {
    return word;
  }

  /** Finds the value that CAP writes exactly so; case matters. */
  public static Optional<MsgType> find(String word) {
    return WORDS.find(word);
  }

  /** Finds the value whatever the case of its letters, as tolerant reading needs. */
  static Optional<MsgType> findIgnoringCase(String word) {
    return WORDS.findIgnoringCase(word);
  }
}
