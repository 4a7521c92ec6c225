// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.util.Arrays;
import java.util.Locale;
import java.util.SequencedSet;

/**
 * A phrase of the library, whatever the language.
 *
 * @param id for example {@code action.shelter}
 * @param kind what it is for
 * @param cap the CAP category of an event, the CAP response type of an action; empty for a frame
 * @param slots what is to be filled in: {@code place}, {@code from}, {@code time}, {@code source},
 *     {@code number}
 */
public record Phrase(String id, Kind kind, String cap, SequencedSet<String> slots) {

  /** What a phrase is for. */
  public enum Kind {
    /** What the danger is, in a few words. */
    EVENT,
    /** What to do, one sentence. */
    ACTION,
    /** The sentences around them: where, when, until when, who says so. */
    FRAME;

    /** The word in files and the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return Arrays.stream(values())
          .filter(kind -> kind.word().equals(word))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("'" + word + "' is no kind of phrase"));
    }
  }
}
