// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.Problem;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes reports of what an Alertmanager posts: one for each alert that began, one when it is over.
 * The message is kept as it was received; an alert that is sent again, as Alertmanager does for as
 * long as it holds, is counted and makes no further report, unless its words (not only figures in
 * them) have changed. Alerts that are warnings of this very desk are no news to it. Thread-safe.
 */
@Service
class MonitorAlerts {

  static final String VIA = "alertmanager";
  private static final String TEXT = "text/plain;charset=utf-8";

  /**
   * What became of a message.
   *
   * @param alerts how many were in it
   * @param reports those that are new
   * @param own how many were warnings of this desk
   */
  record Received(int alerts, List<Report> reports, int own) {}

  private final Reports reports;
  private final MonitorStore store;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;
  private final String desk;

  MonitorAlerts(
      Reports reports,
      MonitorStore store,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock,
      @Value("${tocsin.deliver.public-url}") URI publicUrl) {
    this.reports = reports;
    this.store = store;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
    this.desk = publicUrl.getAuthority();
  }

  /**
   * Keeps a message and makes its reports.
   *
   * @throws Problem T1031 when it cannot be read; its bytes are then in quarantine
   */
  Received receive(Intake message) {
    Reports.requireSource(message.source());
    List<MonitorAlert> alerts;
    try {
      if (message.bytes().length == 0) {
        throw CollectProblem.EMPTY.because("there are no bytes in it");
      }
      alerts = MonitorMessage.read(json, message.bytes());
    } catch (Problem problem) {
      throw problem.type() == CollectProblem.EMPTY
          ? problem
          : reports.quarantine(message, MediaType.APPLICATION_JSON, problem);
    }
    return Objects.requireNonNull(transaction.execute(status -> keep(message, alerts)));
  }

  private Received keep(Intake message, List<MonitorAlert> alerts) {
    byte[] document = reports.keepDocument(message, MediaType.APPLICATION_JSON);
    List<MonitorAlert> news = alerts.stream().filter(alert -> !isOwn(alert)).toList();
    List<Report> made = new ArrayList<>();
    // Two messages with the same alerts take them in the same order, so that neither blocks the
    // other.
    news.stream()
        .sorted(Comparator.comparing(alert -> HexFormat.of().formatHex(alert.identity())))
        .forEach(alert -> {
          byte[] identity = alert.identity();
          if (store.came(message.source(), identity, clock.instant())) {
            Report report = reports.keepPart(part(message, alert), document);
            store.became(message.source(), identity, report.id());
            made.add(report);
          }
        });
    return new Received(alerts.size(), made, alerts.size() - news.size());
  }

  /** What the channel to an Alertmanager has sent from here. */
  private boolean isOwn(MonitorAlert alert) {
    return "TocsinWarning".equals(alert.labels().get("alertname"))
        && desk.equals(alert.labels().get("desk"));
  }

  private static Intake part(Intake message, MonitorAlert alert) {
    return new Intake(
        alert.text().getBytes(StandardCharsets.UTF_8),
        TEXT,
        Optional.of(alert.title()),
        message.source(),
        message.grade(),
        message.marking(),
        message.via(),
        Optional.of(alert.endsAt().orElse(alert.startsAt())));
  }
}
