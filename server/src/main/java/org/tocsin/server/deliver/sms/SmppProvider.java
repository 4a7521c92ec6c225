// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.Provider;
import org.tocsin.server.kernel.tls.Trust;

/** A provider of short messages by SMPP 3.4. Thread-safe. */
final class SmppProvider implements Provider, AutoCloseable {

  private final String name;
  private final int weight;
  private final SmppSettings settings;
  private final String from;
  private final SmsWords words;
  private final DeliveryReports reports;
  private final SmsLink link;

  SmppProvider(
      String name,
      int weight,
      SmppSettings settings,
      String from,
      SmsWords words,
      DeliveryReports reports,
      Trust trust) {
    this.name = name;
    this.weight = weight;
    this.settings = settings;
    this.from = from;
    this.words = words;
    this.reports = reports;
    this.link = new SmsLink(name, settings, reports, trust);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int weight() {
    return weight;
  }

  SmsLink link() {
    return link;
  }

  @Override
  public Optional<String> missing() {
    String prefix = name.equals(MAIN) ? "tocsin.sms." : "tocsin.sms.providers." + name + ".smpp.";
    List<String> names = new ArrayList<>();
    if (settings.host().isEmpty()) {
      names.add(prefix + "host");
    }
    if (settings.systemId().isEmpty()) {
      names.add(prefix + "system-id");
    }
    if (from.isEmpty()) {
      names.add("tocsin.sms.from");
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("no SMS provider is set (" + String.join(", ", names) + ")");
  }

  @Override
  public Channel.Line open() {
    return new SmsLine(name, settings, from, link, words, reports);
  }

  @Override
  public Optional<String> check() {
    return link.check();
  }

  @Override
  public void close() {
    link.close();
  }
}
