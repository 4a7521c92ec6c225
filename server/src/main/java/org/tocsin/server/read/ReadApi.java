// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.ReportId;

/** Readings over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class ReadApi {

  private final Reports reports;
  private final Readings readings;
  private final Adviser adviser;

  ReadApi(Reports reports, Readings readings, Adviser adviser) {
    this.reports = reports;
    this.readings = readings;
    this.adviser = adviser;
  }

  @GetMapping("/reports/{id}/advice")
  Advice advice(@PathVariable String id) {
    ReportId report = reports.get(new ReportId(id)).id();
    return adviser.of(report).orElseThrow(() -> ReadProblem.NO_ADVICE.because("about " + report));
  }

  @GetMapping("/reports/{id}/reading")
  ResponseEntity<String> reading(@PathVariable String id) {
    ReportId report = reports.get(new ReportId(id)).id();
    readings.readNow(Set.of(report));
    StoredReading reading =
        readings
            .of(report)
            .orElseThrow(
                () -> ReadProblem.NOT_READ_YET.because(report + " waits behind other reports"));
    String json =
        readings
            .contract(report)
            .orElseThrow(
                () -> ReadProblem.UNREADABLE.because(reading.failure().orElse("it holds no text")));
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
  }
}
