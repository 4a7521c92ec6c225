// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.List;
import org.tocsin.cap.Alert;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/**
 * What people would read or hear on a way, made by whoever sends it, before anything is approved. A
 * later stage gives a bean for each of its ways. Sends nothing and writes nothing.
 */
public interface ChannelPreview {

  /** The smaller, the earlier it is shown. */
  int order();

  /** One for each language of the draft. */
  List<Shown> of(Subject subject);

  /**
   * What is to be shown.
   *
   * @param id its id, or one of no warning where it is not kept yet
   * @param alert the CAP message that would go out
   */
  record Subject(WarningId id, CaseId caseId, MessageType type, Draft draft, Alert alert) {}

  /**
   * What is read on one way in one language.
   *
   * @param channel the way, in words
   * @param language BCP 47
   * @param title the subject or title; empty for none
   * @param text the words
   * @param note what else is to be known: what no speaker has read, segments, places left
   */
  record Shown(String channel, String language, String title, String text, String note) {

    private static final int BRIEF_MAX = 80;

    /** The note, or its beginning up to a semicolon, where that is short; else empty. */
    public String brief() {
      int semicolon = note.indexOf(';');
      String first =
          note.length() < BRIEF_MAX || semicolon < 0 ? note : note.substring(0, semicolon);
      return first.length() < BRIEF_MAX ? first : "";
    }

    /** The note where {@link #brief} is not all of it; else empty. */
    public String longNote() {
      return brief().equals(note) ? "" : note;
    }
  }
}
