// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of collecting: T1001 to T1099. */
public enum CollectProblem implements ProblemType {
  /** Nothing came. */
  EMPTY("T1001", "The report is empty", 422, "Send the text or file as the body."),
  /** Bytes that are no text. */
  NOT_TEXT(
      "T1002",
      "The text is not valid in its character set",
      422,
      "Send UTF-8, or name the character set in Content-Type. The bytes are kept in quarantine."),
  /** A CAP message that cannot be read. */
  BAD_CAP(
      "T1003",
      "The CAP message cannot be read",
      422,
      "Mend what the faults name. The bytes are kept in quarantine."),
  /** No Admiralty grade. */
  BAD_GRADE(
      "T1004",
      "The grade is not an Admiralty grade",
      422,
      "Use A to F for the source and 1 to 6 for the information."),
  /** A report without a source. */
  NO_SOURCE(
      "T1005",
      "The report names no source",
      422,
      "Say who or what it came from, in at most 200 characters."),
  /** A feed that cannot be read. */
  BAD_FEED(
      "T1006",
      "The feed cannot be read",
      422,
      "Send RSS 2.0 or Atom. The bytes are kept in quarantine."),
  /** No such report. */
  NO_REPORT("T1007", "There is no such report", 404, "Use an id from the list of reports."),
  /** A feed that cannot be polled. */
  BAD_FEED_ADDED(
      "T1008",
      "The feed cannot be polled as it is",
      422,
      "Mend every fault that the answer lists."),
  /** No such feed. */
  NO_FEED("T1009", "There is no such feed", 404, "Use an id from the list of feeds."),
  /** A feed twice. */
  FEED_EXISTS("T1010", "The feed is polled already", 409, "Remove the other one first."),
  /** Nothing there in quarantine. */
  NO_QUARANTINED(
      "T1011", "That is not in quarantine", 404, "Use an id from the list of the quarantine."),
  /** A grade without a reason. */
  NO_REASON(
      "T1012",
      "The new grade has no reason",
      422,
      "Say why in a sentence of at most 500 characters."),
  /** A title that is too long. */
  BAD_TITLE("T1013", "The title is too long", 422, "Write at most 200 characters."),
  /** No such source. */
  NO_SUCH_SOURCE("T1014", "There is no such source", 404, "Use an id from the list of sources."),
  /** A source with faults. */
  BAD_SOURCE(
      "T1015",
      "The source cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  /** A source twice. */
  SOURCE_EXISTS(
      "T1016", "There is a source of this name", 409, "Use that one, or give another name."),
  /** A file that is not taken. */
  BAD_ATTACHMENT(
      "T1017",
      "A file is not taken",
      422,
      "Send pictures, recordings, PDF, documents without macros or plain text, named as what they"
          + " are."),
  /** No such file. */
  NO_ATTACHMENT("T1018", "There is no such file", 404, "Use an id from the files of the report."),
  /** A phone note with faults. */
  BAD_NOTE(
      "T1019",
      "The phone note cannot be kept as it is",
      422,
      "Mend every fault that the answer lists."),
  /** The tip form is off. */
  TIPS_OFF(
      "T1020",
      "No tips are taken here",
      404,
      "Tell the police; if life is in danger, call the emergency number."),
  /** Too many tips. */
  TOO_MANY_TIPS("T1021", "Too many tips at once", 429, "Wait for as long as the answer says."),
  /** A tip with faults. */
  BAD_TIP(
      "T1022", "The tip cannot be kept as it is", 422, "Mend every fault that the answer lists."),
  /** No tip of this code or id. */
  NO_TIP("T1023", "There is no such tip", 404, "Use the code of the receipt as it was shown."),
  /** A TAXII collection with faults. */
  BAD_TAXII(
      "T1024",
      "The collection cannot be polled as it is",
      422,
      "Mend every fault that the answer lists."),
  /** No such TAXII collection. */
  NO_TAXII("T1025", "There is no such collection", 404, "Use an id from the list of collections."),
  /** What a TAXII server gave is no envelope. */
  BAD_STIX(
      "T1028",
      "What the TAXII server gave cannot be read",
      422,
      "Ask whoever runs it; the bytes are kept in quarantine."),
  /** A mail that cannot be read. */
  BAD_MAIL(
      "T1026",
      "The mail cannot be read",
      422,
      "Look at its bytes in the quarantine, and ask the sender to send it as plain text."),
  /** No contact is kept. */
  NO_CONTACT(
      "T1027",
      "Nothing is kept of how to reach whoever gave the report",
      404,
      "It was never given, or it was erased."),
  /** A form with files that does not say how long it is. */
  NO_LENGTH(
      "T1029",
      "The form does not say how long it is",
      411,
      "Send a Content-Length with it, as every browser does."),
  /** A message of a monitoring system that cannot be read. */
  BAD_MONITOR(
      "T1031",
      "The message of the monitoring system cannot be read",
      422,
      "Send what an Alertmanager posts to a webhook, version 4. The bytes are kept in quarantine.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  CollectProblem(String number, String title, int status, String remedy) {
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
