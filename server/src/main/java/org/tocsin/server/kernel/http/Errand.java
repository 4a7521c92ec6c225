// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.IOException;

/**
 * One post among many ({@link Exchanges}) and whoever waits for its answer. Of {@link #answered}
 * and {@link #failed} exactly one is called, once. All of it is called by the thread that runs the
 * errands; what is thrown from here ends the run.
 */
public interface Errand {

  /** Where to: http or https. */
  String address();

  /** Asked when nothing of it has left and everything is ready for it: whether it still shall. */
  boolean isWanted();

  /** What to send; asked for when its turn has come. */
  Post post();

  /** The other side has answered, whatever it says. */
  void answered(Outbound.Answer answer);

  /** There is no answer, for the reasons of {@link Outbound#send(Outbound.Call)}. */
  void failed(IOException why);

  /**
   * The content of a post.
   *
   * @param fields names and values by turns, without what belongs to the connection ({@code Host},
   *     {@code Content-Length}); printable ASCII
   * @param body JSON or whatever the fields say
   * @param answerBytesMax how much of the answer's body is read; more is an error
   */
  record Post(String[] fields, byte[] body, int answerBytesMax) {
    /** Without the fields: they may be secrets. */
    @Override
    public String toString() {
      return "Post[" + body.length + " bytes]";
    }
  }
}
