// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tocsin.audience.WatcherKind;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.ResponseType;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.MarkingSettings;
import org.tocsin.server.watch.Addresses;

/** The words that the composer offers: CAP's own, and ours. */
public record Choices(
    List<VictimClass> victims,
    List<String> markings,
    List<String> categories,
    List<String> severities,
    List<String> urgencies,
    List<String> certainties,
    List<String> responses,
    List<String> kinds,
    List<Way> channels) {

  /**
   * A channel.
   *
   * @param channel its word
   * @param missing what is still to be set before anything can be sent by it; empty for nothing
   */
  public record Way(String channel, String missing) {}

  static Choices with(Addresses addresses, MarkingSettings settings) {
    Map<String, String> missing = addresses.missing();
    return new Choices(
        List.of(VictimClass.values()),
        settings.labels(),
        Arrays.stream(Category.values()).map(Category::word).toList(),
        Arrays.stream(Severity.values()).map(Severity::word).toList(),
        Arrays.stream(Urgency.values()).map(Urgency::word).toList(),
        Arrays.stream(Certainty.values()).map(Certainty::word).toList(),
        Arrays.stream(ResponseType.values()).map(ResponseType::word).toList(),
        Arrays.stream(WatcherKind.values()).map(WatcherKind::word).toList(),
        addresses.channels().stream()
            .map(each -> new Way(each, missing.getOrDefault(each, "")))
            .toList());
  }
}
