// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;

/**
 * A feed as somebody asks for it.
 *
 * @param url http or https, without a password, at most 2,000 characters
 * @param name 1 to 200 characters
 * @param interval 30 seconds to 7 days
 * @param silentAfter how long it may give nothing new; not less than the interval, at most a year
 * @param grade of its reports at first
 * @param marking of its reports
 */
public record FeedDraft(
    String url,
    String name,
    Duration interval,
    Duration silentAfter,
    Grade grade,
    Marking marking) {

  static final Duration SILENT_AFTER = Duration.ofDays(1);
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofDays(7);
  private static final int URL_LENGTH = 2_000;
  private static final int NAME_LENGTH = 200;

  /** Refuses with every fault at once. */
  URI check() {
    List<Fault> faults = new ArrayList<>();
    URI address = address(faults);
    if (name.isBlank() || name.length() > NAME_LENGTH) {
      faults.add(
          new Fault(
              "name",
              Problem.shorten(name),
              "has %d characters".formatted(name.length()),
              "write 1 to %d".formatted(NAME_LENGTH)));
    }
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      faults.add(
          new Fault(
              "intervalSeconds",
              Long.toString(interval.toSeconds()),
              "is out of range",
              "choose 30 seconds to 7 days (%d to %d seconds)"
                  .formatted(SHORTEST.toSeconds(), LONGEST.toSeconds())));
    }
    if (silentAfter.compareTo(interval) < 0 || silentAfter.toDays() > 365) {
      faults.add(
          new Fault(
              "silentAfterSeconds",
              Long.toString(silentAfter.toSeconds()),
              "is out of range",
              "choose at least the time between two polls and at most a year"));
    }
    if (!faults.isEmpty()) {
      throw new Problem(
          CollectProblem.BAD_FEED_ADDED,
          faults.stream().map(fault -> fault.where() + " " + fault.message()).toList().toString(),
          faults);
    }
    return address;
  }

  private URI address(List<Fault> faults) {
    String remedy = "write an http or https address of at most %d characters".formatted(URL_LENGTH);
    try {
      URI address = new URI(url.strip());
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      if (url.length() > URL_LENGTH
          || !(scheme.equals("http") || scheme.equals("https"))
          || address.getHost() == null
          || address.getUserInfo() != null) {
        faults.add(
            new Fault("url", Problem.shorten(url), "is no address that can be polled", remedy));
      }
      return address;
    } catch (URISyntaxException e) {
      faults.add(
          new Fault(
              "url",
              Problem.shorten(url),
              "is no address: %s at character %d".formatted(e.getReason(), e.getIndex()),
              remedy));
      return URI.create("about:blank");
    }
  }
}
