// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Marking;

/** Where monitoring systems post what they see. */
@RestController
@Requires({Role.COLLECTOR, Role.OFFICER})
class MonitorApi {

  private final MonitorAlerts alerts;

  MonitorApi(MonitorAlerts alerts) {
    this.alerts = alerts;
  }

  /** What became of a message; {@code own} are warnings of this desk, which make no report. */
  record MonitorView(int alerts, int own, List<CollectApi.ReportView> reports) {}

  @PostMapping(path = "/api/v1/sources/alertmanager", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<MonitorView> receive(
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestParam(defaultValue = "Alertmanager") String source,
      @RequestParam(defaultValue = "F") String reliability,
      @RequestParam(defaultValue = "6") String credibility,
      @RequestParam(defaultValue = "TLP:AMBER") String marking) {
    MonitorAlerts.Received received =
        alerts.receive(
            new Intake(
                body == null ? new byte[0] : body,
                MediaType.APPLICATION_JSON_VALUE,
                Optional.empty(),
                source,
                Grade.parse(reliability, credibility),
                Marking.parse(marking),
                MonitorAlerts.VIA,
                Optional.empty()));
    return ResponseEntity.status(received.reports().isEmpty() ? 200 : 201)
        .body(
            new MonitorView(
                received.alerts(),
                received.own(),
                received.reports().stream().map(CollectApi.ReportView::of).toList()));
  }
}
