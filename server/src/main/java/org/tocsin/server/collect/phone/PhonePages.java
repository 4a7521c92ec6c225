// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.phone;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.Downloads;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.collect.attach.AttachmentId;
import org.tocsin.server.collect.attach.Attachments;
import org.tocsin.server.collect.attach.Contacts;
import org.tocsin.server.collect.attach.Upload;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.Page;

/** The form for a call, and the page of what came with a report. */
@Controller
@RequestMapping("/desk")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class PhonePages {

  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  private final PhoneNotes notes;
  private final Reports reports;
  private final Attachments attachments;
  private final Contacts contacts;
  private final OfficerNames names;
  private final Page page;
  private final Clock clock;

  PhonePages(
      PhoneNotes notes,
      Reports reports,
      Attachments attachments,
      Contacts contacts,
      OfficerNames names,
      Page page,
      Clock clock) {
    this.notes = notes;
    this.reports = reports;
    this.attachments = attachments;
    this.contacts = contacts;
    this.names = names;
    this.page = page;
    this.clock = clock;
  }

  @GetMapping("/reports/phone")
  @Requires({Role.COLLECTOR, Role.OFFICER})
  ResponseEntity<String> blank() {
    return form(
        200,
        new PhoneForm(
            "",
            false,
            FIELD.format(clock.instant().atZone(DeskTime.zone())),
            "",
            "",
            "F",
            "6",
            "TLP:AMBER"),
        null);
  }

  private ResponseEntity<String> form(int status, PhoneForm form, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("form", form);
    parameters.put("zone", DeskTime.zoneName());
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return page.of(status, "collect/phone.jte", "Phone note", "inbox", parameters);
  }

  @PostMapping("/reports/phone")
  @Requires({Role.COLLECTOR, Role.OFFICER})
  ResponseEntity<String> take(
      @RequestParam(defaultValue = "") String said,
      @RequestParam(defaultValue = "false") boolean readBack,
      @RequestParam(defaultValue = "") String calledAt,
      @RequestParam(defaultValue = "") String source,
      @RequestParam(defaultValue = "") String contact,
      @RequestParam(defaultValue = "F") String reliability,
      @RequestParam(defaultValue = "6") String credibility,
      @RequestParam(defaultValue = "TLP:AMBER") String marking,
      @RequestParam(required = false) @Nullable List<MultipartFile> files)
      throws IOException {
    List<Upload> uploads = Upload.of(files);
    List<Fault> unread = new ArrayList<>();
    PhoneNote note = new PhoneNote(said, readBack, time(calledAt, unread), source, contact);
    try {
      if (!unread.isEmpty()) {
        note.check(clock.instant(), uploads, unread);
      }
      Report report =
          notes.take(note, Grade.parse(reliability, credibility), Marking.parse(marking), uploads);
      return see("/desk/reports/" + report.id());
    } catch (Problem refused) {
      return form(
          refused.type().status(),
          new PhoneForm(
              said, readBack, calledAt, source, contact, reliability, credibility, marking),
          refused);
    }
  }

  /**
   * A time as a browser's field gives it, in the desk's zone, or one with a zone; now, and a fault
   * more, when it is neither.
   */
  private Instant time(String text, List<Fault> unread) {
    if (text.isBlank()) {
      return clock.instant();
    }
    try {
      return DeskTime.parse("calledAt", text);
    } catch (Problem neither) {
      unread.add(
          new Fault(
              "calledAt",
              Problem.shorten(text),
              "is no time",
              "choose day and time, in the desk's zone"));
      return clock.instant();
    }
  }

  /** What came with a report: files, the call, and whether it is known how to reach the giver. */
  @GetMapping("/reports/{id}/with")
  ResponseEntity<String> with(@PathVariable String id) {
    return with(200, reports.get(new ReportId(id)), null, null);
  }

  private ResponseEntity<String> with(
      int status, Report report, @Nullable String contact, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("report", report);
    parameters.put("files", attachments.of(report.id()));
    parameters.put("reachable", contacts.has(report.id()));
    parameters.put("name", (Function<String, String>) names::of);
    attachments.dkim(report.id()).ifPresent(dkim -> parameters.put("dkim", dkim));
    notes.of(report.id()).ifPresent(call -> parameters.put("call", call));
    if (contact != null) {
      parameters.put("contact", contact);
    }
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return page.of(status, "collect/with.jte", "With: " + report.title(), "inbox", parameters);
  }

  @PostMapping("/reports/{id}/attachments")
  @Requires({Role.COLLECTOR, Role.OFFICER})
  ResponseEntity<String> attach(
      @PathVariable String id, @RequestParam(required = false) @Nullable List<MultipartFile> files)
      throws IOException {
    Report report = reports.get(new ReportId(id));
    try {
      attachments.keep(report.id(), Upload.check(Upload.of(files)));
      return see("/desk/reports/" + report.id() + "/with");
    } catch (Problem refused) {
      return with(refused.type().status(), report, null, refused);
    }
  }

  @PostMapping("/reports/{id}/contact")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> contact(@PathVariable String id) {
    Report report = reports.get(new ReportId(id));
    return with(200, report, contacts.show(report.id()), null);
  }

  @PostMapping("/reports/{id}/contact/erase")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> erase(@PathVariable String id) {
    ReportId report = reports.get(new ReportId(id)).id();
    contacts.erase(report);
    return see("/desk/reports/" + report + "/with");
  }

  @GetMapping("/attachments/{id}")
  ResponseEntity<byte[]> file(@PathVariable String id) {
    return Downloads.of(attachments.bytes(new AttachmentId(id)), id);
  }

  private static ResponseEntity<String> see(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, path).body("");
  }
}
