// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.Downloads;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.ReportId;

/** Files and contacts of reports over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class AttachmentApi {

  private final Reports reports;
  private final Attachments attachments;
  private final Contacts contacts;

  AttachmentApi(Reports reports, Attachments attachments, Contacts contacts) {
    this.reports = reports;
    this.attachments = attachments;
    this.contacts = contacts;
  }

  /** A file as the API shows it. */
  record AttachmentView(
      String id, String name, String mediaType, String sha256, long size, Instant addedAt) {
    static AttachmentView of(Attachment each) {
      return new AttachmentView(
          each.id().value(),
          each.name(),
          each.mediaType(),
          each.sha256(),
          each.size(),
          each.addedAt());
    }
  }

  /** How whoever gave a report can be reached. */
  record ContactView(String contact) {}

  @GetMapping("/reports/{id}/attachments")
  List<AttachmentView> list(@PathVariable String id) {
    return views(reports.get(new ReportId(id)).id());
  }

  private List<AttachmentView> views(ReportId report) {
    return attachments.of(report).stream().map(AttachmentView::of).toList();
  }

  /** Adds a file: its bytes as the body, its name in the address. */
  @PostMapping(
      path = "/reports/{id}/attachments",
      consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Requires({Role.COLLECTOR, Role.OFFICER})
  ResponseEntity<List<AttachmentView>> add(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String name,
      @RequestBody(required = false) byte @Nullable [] body) {
    ReportId report = reports.get(new ReportId(id)).id();
    attachments.keep(
        report, Upload.check(List.of(new Upload(name, body == null ? new byte[0] : body))));
    return ResponseEntity.status(201).body(views(report));
  }

  @GetMapping("/attachments/{id}")
  ResponseEntity<byte[]> get(@PathVariable String id) {
    return Downloads.of(attachments.bytes(new AttachmentId(id)), id);
  }

  /** Shows a contact; that it was looked at is an entry. */
  @PostMapping("/reports/{id}/contact")
  @Requires({Role.OFFICER, Role.APPROVER})
  ContactView contact(@PathVariable String id) {
    return new ContactView(contacts.show(reports.get(new ReportId(id)).id()));
  }

  @DeleteMapping("/reports/{id}/contact")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<Void> erase(@PathVariable String id) {
    contacts.erase(reports.get(new ReportId(id)).id());
    return ResponseEntity.noContent().build();
  }
}
