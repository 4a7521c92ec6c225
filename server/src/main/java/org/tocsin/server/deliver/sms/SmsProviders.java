// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.DeliverySettings;
import org.tocsin.server.deliver.Provider;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.DueWorks;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.tls.Trust;

/** The providers that are set, the first one first; their connections live as long as this. */
@Component
final class SmsProviders implements DueWorks, AutoCloseable {

  private final List<SmppProvider> smpp = new ArrayList<>();
  private final List<HttpSmsProvider> http = new ArrayList<>();

  SmsProviders(
      SmsSettings settings,
      DeliverySettings deliveries,
      DeliveryReports reports,
      Outbound outbound,
      Trust trust) {
    SmsWords words = new SmsWords(deliveries.zone(), settings.parts(), settings.takesReplies());
    if (!settings.host().isEmpty() || settings.providers().isEmpty()) {
      smpp.add(
          new SmppProvider(
              Provider.MAIN,
              settings.weight(),
              settings.first(),
              settings.from(),
              words,
              reports,
              trust));
    }
    new TreeMap<>(settings.providers())
        .forEach((name, each) -> {
          if (each.smpp() != null) {
            smpp.add(
                new SmppProvider(
                    name, each.weight(), each.smpp(), settings.from(), words, reports, trust));
          } else if (each.http() != null) {
            http.add(
                new HttpSmsProvider(
                    name,
                    each.weight(),
                    each.http(),
                    settings.from(),
                    deliveries.publicUrl(),
                    words,
                    reports,
                    outbound));
          }
        });
  }

  List<Provider> all() {
    List<Provider> all = new ArrayList<>(smpp);
    all.addAll(http);
    return all;
  }

  /** The one by HTTP with this name. */
  Optional<HttpSmsProvider> byHttp(String name) {
    return http.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  @Override
  public List<DueWork> dueWorks() {
    return smpp.stream().map(SmppProvider::link).map(DueWork.class::cast).toList();
  }

  @Override
  public void close() {
    smpp.forEach(SmppProvider::close);
  }
}
