// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A small record of a real story, and the bundle of its case: always the same bytes. */
final class MoscowBundle {

  static final String CASE = "moscow-2024";
  static final Instant MADE = Instant.parse("2024-04-02T12:00:00Z");
  static final String ADDRESS = "duty@host.example";
  static final Salt ADDRESS_SALT = Given.salt(0xA1);
  static final Salt TEXT_SALT = Given.salt(0xA2);

  private MoscowBundle() {}

  static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        Entry.builder("ReportCollected", Instant.parse("2024-03-07T09:00:00Z"), "officer-ana")
            .caseId(CASE)
            .subject("report-1")
            .fact("grade", "B2")
            .fact("sha256", Hash.sha256(Given.utf8("a report")).hex())
            .build());
    entries.add(
        Entry.builder("RoleChanged", Instant.parse("2024-03-07T10:00:00Z"), "officer-admin")
            .subject("officer-bo")
            .fact("role", "approver")
            .build());
    entries.add(
        Entry.builder("WarningApproved", Instant.parse("2024-03-07T19:58:00Z"), "officer-bo")
            .caseId(CASE)
            .subject("warning-1")
            .fact("audience", 2)
            .fact("windowHours", 48)
            .commitment("text", Commitment.of("Avoid large gatherings, concerts too.", TEXT_SALT))
            .build());
    entries.add(
        Entry.builder("WarningDelivered", Instant.parse("2024-03-07T20:00:00.250Z"), "system")
            .caseId(CASE)
            .subject("delivery-1")
            .fact("channel", "email")
            .commitment("address", Commitment.of(ADDRESS, ADDRESS_SALT))
            .commitment(
                "place", Commitment.of(Map.of("lat", 55.826, "lon", 37.39), Given.salt(0xA3)))
            .build());
    entries.add(
        Entry.builder("AnswerReceived", Instant.parse("2024-03-19T12:00:00Z"), "system")
            .caseId(CASE)
            .subject("delivery-1")
            .fact("answer", "dismissed")
            .build());
    return entries;
  }

  /** The record's bytes by index; equal times and ids keep it reproducible. */
  static RecordFolder fill(Path folder, NoteSigner key, List<Entry> entries) throws IOException {
    RecordFolder record = RecordFolder.open(folder, key);
    record.append(entries.stream().map(Entry::bytes).toList());
    return record;
  }

  static List<BundleWriter.Chosen> chosen() {
    return List.of(
        BundleWriter.Chosen.of(0),
        new BundleWriter.Chosen(
            2,
            List.of(
                new CaseBundle.Disclosure(
                    "text", "Avoid large gatherings, concerts too.", TEXT_SALT))),
        new BundleWriter.Chosen(
            3, List.of(new CaseBundle.Disclosure("address", ADDRESS, ADDRESS_SALT))),
        BundleWriter.Chosen.of(4));
  }

  static byte[] write(Path folder, NoteSigner key, List<Entry> entries) throws IOException {
    try (RecordFolder record = fill(folder, key, entries)) {
      return new BundleWriter(record.reader(), key)
          .write(
              CASE,
              "Moscow, March 2024",
              MADE,
              chosen().stream()
                  .sorted(Comparator.comparingLong(BundleWriter.Chosen::index).reversed())
                  .toList());
    }
  }
}
