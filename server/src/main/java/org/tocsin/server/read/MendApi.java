// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.ReportId;

/**
 * What people make of findings, over HTTP. The ETag is the revision; changing asks for If-Match.
 */
@RestController
@RequestMapping("/api/v1/reports/{id}")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class MendApi {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,9})\"?");

  private final Reports reports;
  private final Readings readings;
  private final Mends mends;
  private final ReportSheet sheet;

  MendApi(Reports reports, Readings readings, Mends mends, ReportSheet sheet) {
    this.sheet = sheet;
    this.reports = reports;
    this.readings = readings;
    this.mends = mends;
  }

  /** The findings as they stand. */
  record FindingsView(
      String report,
      int revision,
      Instant readAt,
      String reader,
      List<FindingNotes.Note> notes,
      List<FindingView> findings) {
    static FindingsView of(StoredReading reading, Map<Integer, List<FindingNotes.Note>> notes) {
      return new FindingsView(
          reading.report().value(),
          reading.revision(),
          reading.readAt(),
          reading.reader(),
          notes.getOrDefault(FindingNotes.WHOLE, List.of()),
          reading.findings().stream()
              .map(found -> FindingView.of(found, notes.getOrDefault(found.number(), List.of())))
              .toList());
    }
  }

  /** Why a finding is rejected. */
  record Rejection(@Nullable String reason, @Nullable String note) {}

  /** Which place is meant: -1 for the one that was read, or the place among the alternatives. */
  record PlaceChoice(@Nullable Integer choice, @Nullable Boolean everywhere) {}

  /** Something done to a finding. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MendView(
      int revision,
      int finding,
      String act,
      @Nullable String reason,
      @Nullable String note,
      @Nullable FindingView before,
      FindingView after,
      String by,
      Instant at) {
    static MendView of(Mend mend) {
      return new MendView(
          mend.revision(),
          mend.number(),
          mend.act().word(),
          mend.reason().map(RejectionReason::word).orElse(null),
          mend.note().orElse(null),
          mend.before().map(FindingView::of).orElse(null),
          FindingView.of(mend.after()),
          mend.by(),
          mend.at());
    }
  }

  @GetMapping("/findings")
  ResponseEntity<FindingsView> findings(@PathVariable String id) {
    ReportId report = reports.get(new ReportId(id)).id();
    readings.readNow(Set.of(report));
    return shown(200, readings.of(report).orElseThrow(() -> waits(report)));
  }

  private static RuntimeException waits(ReportId report) {
    return ReadProblem.NOT_READ_YET.because(report + " waits behind other reports");
  }

  @GetMapping("/findings/history")
  List<MendView> history(@PathVariable String id) {
    return mends.history(reports.get(new ReportId(id)).id()).stream().map(MendView::of).toList();
  }

  @PostMapping("/findings")
  @Requires(Role.OFFICER)
  ResponseEntity<FindingsView> add(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
      @RequestBody FindingDraft draft) {
    StoredReading reading = mends.add(new ReportId(id), seen(match), draft);
    return ResponseEntity.created(URI.create("/api/v1/reports/" + id + "/findings"))
        .eTag(tag(reading))
        .body(view(reading));
  }

  @PutMapping("/findings/{number}")
  @Requires(Role.OFFICER)
  ResponseEntity<FindingsView> mend(
      @PathVariable String id,
      @PathVariable int number,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
      @RequestBody FindingDraft draft) {
    return shown(200, mends.mend(new ReportId(id), number, seen(match), draft));
  }

  @PostMapping("/findings/{number}/acceptance")
  @Requires(Role.OFFICER)
  ResponseEntity<FindingsView> accept(
      @PathVariable String id,
      @PathVariable int number,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match) {
    return shown(200, mends.accept(new ReportId(id), number, seen(match)));
  }

  @PostMapping("/findings/{number}/rejection")
  @Requires(Role.OFFICER)
  ResponseEntity<FindingsView> reject(
      @PathVariable String id,
      @PathVariable int number,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
      @RequestBody Rejection body) {
    String reason = body.reason() == null ? "" : body.reason();
    String note = body.note() == null ? "" : body.note();
    return shown(200, mends.reject(new ReportId(id), number, seen(match), reason, note));
  }

  @PostMapping("/findings/{number}/place")
  @Requires(Role.OFFICER)
  ResponseEntity<FindingsView> place(
      @PathVariable String id,
      @PathVariable int number,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
      @RequestBody PlaceChoice body) {
    int choice = body.choice() == null ? Integer.MAX_VALUE : body.choice();
    boolean everywhere = Boolean.TRUE.equals(body.everywhere());
    return shown(200, mends.choosePlace(new ReportId(id), number, seen(match), choice, everywhere));
  }

  /** Reads the report again with the reader that this program has; what people said stays. */
  @PostMapping("/reading")
  @Requires(Role.OFFICER)
  ResponseEntity<FindingsView> readAgain(@PathVariable String id) {
    return shown(200, readings.readAgain(new ReportId(id)));
  }

  private ResponseEntity<FindingsView> shown(int status, StoredReading reading) {
    return ResponseEntity.status(status).eTag(tag(reading)).body(view(reading));
  }

  private FindingsView view(StoredReading reading) {
    return FindingsView.of(reading, sheet.notesOf(reading));
  }

  private static String tag(StoredReading reading) {
    return "\"" + reading.revision() + "\"";
  }

  /** The revision that the caller looked at (RFC 9110 section 13.1.1); empty for {@code *}: any. */
  private static OptionalInt seen(@Nullable String match) {
    if (match == null) {
      throw ReadProblem.WHICH_REVISION.because("the request has no If-Match");
    }
    if (match.strip().equals("*")) {
      return OptionalInt.empty();
    }
    Matcher tag = TAG.matcher(match.strip());
    if (!tag.matches()) {
      throw ReadProblem.CHANGED_MEANWHILE.because("If-Match names no revision of these findings");
    }
    return OptionalInt.of(Integer.parseInt(tag.group(1)));
  }
}
