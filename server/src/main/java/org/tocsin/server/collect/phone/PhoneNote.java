// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.collect.attach.Upload;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ProblemType;

/**
 * A call as it was taken down.
 *
 * @param said the caller's words, 1 to 20,000 characters
 * @param readBack whether the words were read back to the caller, who confirmed them
 * @param calledAt when the call was; not after now
 * @param source who called, as the desk names them
 * @param contact name and number of the caller, sealed; empty when not given
 */
public record PhoneNote(
    String said, boolean readBack, Instant calledAt, String source, String contact) {

  private static final int SAID_LENGTH = 20_000;
  private static final int CONTACT_LENGTH = 300;

  /** With fewer digits in a row it is no telephone number. */
  private static final int NUMBER_DIGITS = 6;

  /**
   * Refuses with every fault at once, those of its files and what could not even be read among
   * them: T1019, or T1017 when only files are at fault.
   *
   * @param unread what a form or a body could not be read for
   */
  List<Upload.Checked> check(Instant now, List<Upload> files, List<Fault> unread) {
    List<Fault> faults = faults(now);
    faults.addAll(unread);
    ProblemType type = faults.isEmpty() ? CollectProblem.BAD_ATTACHMENT : CollectProblem.BAD_NOTE;
    List<Upload.Checked> checked = Upload.check(files, faults);
    if (!faults.isEmpty()) {
      throw new Problem(
          type,
          faults.stream().map(fault -> fault.where() + " " + fault.message()).toList().toString(),
          faults);
    }
    return checked;
  }

  private List<Fault> faults(Instant now) {
    List<Fault> faults = new ArrayList<>();
    if (said.isBlank()) {
      faults.add(new Fault("said", "", "is empty", "write down what the caller said"));
    } else if (said.length() > SAID_LENGTH) {
      faults.add(
          new Fault(
              "said",
              "",
              "has %d characters".formatted(said.length()),
              "write at most %d".formatted(SAID_LENGTH)));
    }
    if (calledAt.isAfter(now.plusSeconds(60))) {
      faults.add(
          new Fault("calledAt", calledAt.toString(), "is in the future", "say when the call was"));
    }
    if (source.isBlank() || source.length() > Reports.SOURCE_LENGTH) {
      faults.add(
          new Fault(
              "source",
              Problem.shorten(source),
              source.isBlank() ? "is empty" : "has %d characters".formatted(source.length()),
              "write who called, in 1 to %d characters".formatted(Reports.SOURCE_LENGTH)));
    }
    if (contact.length() > CONTACT_LENGTH) {
      faults.add(
          new Fault(
              "contact",
              "",
              "has %d characters".formatted(contact.length()),
              "write at most %d".formatted(CONTACT_LENGTH)));
    }
    String number = digits(contact);
    if (number.length() >= NUMBER_DIGITS) {
      String tail = number.substring(Math.max(0, number.length() - 8));
      for (List<String> field : List.of(List.of("said", said), List.of("source", source))) {
        if (digits(field.getLast()).contains(tail)) {
          faults.add(
              new Fault(
                  field.getFirst(),
                  "",
                  "contains the caller's number",
                  "leave it out there: it is kept sealed in its own field"));
        }
      }
    }
    return faults;
  }

  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }
}
