// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.util.List;

/**
 * Something that whoever is signed in must see on every page of the console until it is dealt with.
 *
 * @param words one sentence, without personal data
 * @param href the page on which it is dealt with
 */
public record DeskAlarm(String words, String href) {

  /** Gives alarms; asked at every page, so it must be cheap. */
  public interface Source {
    /** What whoever makes the request must see; empty for most people at most times. */
    List<DeskAlarm> alarms();
  }
}
