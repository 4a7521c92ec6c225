// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Optional;

/**
 * One of several ways by which a channel hands over: a company's short message centre, a mail
 * server. A channel with one or more puts them behind a {@link Switchboard}, which divides the work
 * among them. Thread-safe.
 */
public interface Provider {

  /** The name of the one that is set without a name of its own. */
  String MAIN = "main";

  /** Its word in settings, pages and tables: {@code [a-z][a-z0-9-]{0,19}}. */
  String name();

  /**
   * Its share of the work beside that of the others while all are well, from 0 to 1,000. One of 0
   * gets what the others do not take.
   */
  int weight();

  /** What is still to be set, as a whole sentence; empty when something can be sent. */
  Optional<String> missing();

  /** A line to the outside for one worker, as {@link Channel#open()}. */
  Channel.Line open();

  /**
   * Goes the whole way to the other side with a message of no effect, within about half a minute,
   * and says what was wrong: nothing, when somebody would have been told now. Reasons name no
   * secret. Called from a thread of its own, every few minutes.
   */
  Optional<String> check();
}
