// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.phone;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Report;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Times;

/** Phone notes over HTTP. */
@RestController
@RequestMapping("/api/v1/phone-notes")
@Requires({Role.COLLECTOR, Role.OFFICER})
class PhoneApi {

  private final PhoneNotes notes;
  private final Clock clock;

  PhoneApi(PhoneNotes notes, Clock clock) {
    this.notes = notes;
    this.clock = clock;
  }

  /** A call as it was taken down; {@code contact} is sealed and never shown here. */
  record PhoneBody(
      @Nullable String said,
      @Nullable Boolean readBack,
      @Nullable String calledAt,
      @Nullable String source,
      @Nullable String contact,
      @Nullable String reliability,
      @Nullable String credibility,
      @Nullable String marking) {}

  /** A phone note with the id of the report that it became. */
  record PhoneView(String report, Instant calledAt, boolean readBack, String takenBy) {}

  @PostMapping
  ResponseEntity<PhoneView> take(@RequestBody PhoneBody body) {
    Report report =
        notes.take(
            new PhoneNote(
                Optional.ofNullable(body.said()).orElse(""),
                Boolean.TRUE.equals(body.readBack()),
                Optional.ofNullable(body.calledAt())
                    .map(time -> Times.parse("calledAt", time))
                    .orElseGet(clock::instant),
                Optional.ofNullable(body.source()).orElse(""),
                Optional.ofNullable(body.contact()).orElse("")),
            Grade.parse(
                Optional.ofNullable(body.reliability()).orElse("F"),
                Optional.ofNullable(body.credibility()).orElse("6")),
            Marking.parse(Optional.ofNullable(body.marking()).orElse("TLP:AMBER")),
            List.of());
    return ResponseEntity.created(URI.create("/api/v1/reports/" + report.id()))
        .body(view(report.id()));
  }

  @GetMapping("/{report}")
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  PhoneView get(@PathVariable String report) {
    return view(new ReportId(report));
  }

  private PhoneView view(ReportId report) {
    return notes
        .of(report)
        .map(call -> new PhoneView(report.value(), call.calledAt(), call.readBack(), call.takenBy()))
        .orElseThrow(() -> CollectProblem.NO_REPORT.because("no phone note became " + report));
  }
}
