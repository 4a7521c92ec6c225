// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.DeliverySettings;
import org.tocsin.server.deliver.PhoneNumber;

/** Warnings as short messages. Thread-safe. */
@Component
final class SmsChannel implements Channel {

  static final String KIND = "sms";

  private final SmsSettings settings;
  private final DeliverySettings deliveries;
  private final SmsLink link;
  private final DeliveryReports reports;

  SmsChannel(
      SmsSettings settings, DeliverySettings deliveries, SmsLink link, DeliveryReports reports) {
    this.settings = settings;
    this.deliveries = deliveries;
    this.link = link;
    this.reports = reports;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> fault(String address) {
    return PhoneNumber.fault(address);
  }

  @Override
  public Optional<String> missing() {
    return missing(settings);
  }

  static Optional<String> missing(SmsSettings settings) {
    List<String> names = new ArrayList<>();
    if (settings.host().isEmpty()) {
      names.add("tocsin.sms.host");
    }
    if (settings.systemId().isEmpty()) {
      names.add("tocsin.sms.system-id");
    }
    if (settings.from().isEmpty()) {
      names.add("tocsin.sms.from");
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("no SMS provider is set (" + String.join(", ", names) + ")");
  }

  @Override
  public int workers() {
    return settings.workers();
  }

  @Override
  public Line open() {
    return new SmsLine(
        settings,
        link,
        new SmsWords(deliveries.zone(), settings.parts(), settings.takesReplies()),
        reports);
  }
}
