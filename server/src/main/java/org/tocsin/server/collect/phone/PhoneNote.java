// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;

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

  /** Refuses with every fault at once, T1019. */
  void check(Instant now) {
    List<Fault> faults = new ArrayList<>();
    if (said.isBlank() || said.length() > SAID_LENGTH) {
      faults.add(
          new Fault(
              "said",
              "",
              "has %d characters".formatted(said.strip().length()),
              "write down what the caller said in 1 to %d".formatted(SAID_LENGTH)));
    }
    if (calledAt.isAfter(now.plusSeconds(60))) {
      faults.add(
          new Fault("calledAt", calledAt.toString(), "is in the future", "say when the call was"));
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
    if (!faults.isEmpty()) {
      throw new Problem(
          CollectProblem.BAD_NOTE,
          faults.stream().map(fault -> fault.where() + " " + fault.message()).toList().toString(),
          faults);
    }
  }

  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }
}
