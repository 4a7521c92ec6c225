// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Duration;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.web.FormFields;

/** The fields of the form for a feed, as filled in. */
public record FeedForm(
    String url,
    String name,
    String minutes,
    String silentHours,
    String reliability,
    String marking) {

  static final FeedForm BLANK =
      new FeedForm("", "", "5", "" + FeedDraft.SILENT_AFTER.toHours(), "F", "TLP:AMBER");

  /** What no duration can hold, and what is no number, is out of range and refused as such. */
  private static final long FAR = 1_000_000_000L;

  /** What the page calls the fields. */
  public FormFields labels() {
    return new FormFields()
        .with("url", "Address", "f-url")
        .with("name", "Name", "f-name")
        .with("intervalSeconds", "Minutes between two polls", "f-minutes")
        .with(
            "silentAfterSeconds",
            "Hours without news after which it counts as silent",
            "f-silentHours");
  }

  FeedDraft draft() {
    Duration interval = Duration.ofMinutes(number(minutes));
    Duration usual =
        interval.compareTo(FeedDraft.SILENT_AFTER) > 0 ? interval : FeedDraft.SILENT_AFTER;
    Duration silent = silentHours.isBlank() ? usual : Duration.ofHours(number(silentHours));
    return new FeedDraft(
        url, name, interval, silent, Grade.parse(reliability, "6"), Marking.parse(marking));
  }

  private static long number(String text) {
    try {
      return Math.clamp(Long.parseLong(text.strip()), -FAR, FAR);
    } catch (NumberFormatException e) {
      return -FAR;
    }
  }

  /** The same refusal in the units of the page: minutes and hours, as they were typed. */
  Problem asTyped(Problem refused) {
    return new Problem(
        refused.type(),
        refused.detail(),
        refused.faults().stream()
            .map(fault ->
                switch (fault.where()) {
                  case "intervalSeconds" ->
                      typed(
                          fault, minutes, "write 1 to %d".formatted(FeedDraft.LONGEST.toMinutes()));
                  case "silentAfterSeconds" -> typed(fault, silentHours, fault.remedy());
                  default -> fault;
                })
            .toList());
  }

  private static Fault typed(Fault fault, String text, String remedy) {
    boolean isNumber = text.strip().matches("-?\\d+");
    return new Fault(
        fault.where(),
        Problem.shorten(text),
        isNumber ? fault.message() : "is no whole number",
        remedy);
  }
}
