// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.PublishedRecord;
import org.tocsin.server.ledger.PublishedRecord.RecordedEntry;
import org.tocsin.server.ledger.Witnesses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The record over HTTP: its checkpoint, entries, proofs, tiles and case bundles. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class LedgerApi {

  private static final int MOST = 500;

  private final PublishedRecord record;
  private final Witnesses witnesses;
  private final BundleDoor bundles;
  private final JsonMapper json;

  LedgerApi(PublishedRecord record, Witnesses witnesses, BundleDoor bundles, JsonMapper json) {
    this.record = record;
    this.witnesses = witnesses;
    this.bundles = bundles;
    this.json = json;
  }

  /** An entry as the API shows it: the desk's words beside the entry's own JSON. */
  record EntryView(
      long index,
      String type,
      Instant at,
      String by,
      @Nullable String caseId,
      @Nullable String subject,
      String words,
      String leafHash,
      JsonNode entry) {}

  /** A page of entries. */
  record EntriesPage(List<EntryView> items, @Nullable String next) {}

  @GetMapping("/record")
  @Requires
  PublishedRecord.State state() {
    return record.state();
  }

  @GetMapping("/record/witnesses")
  @Requires
  Witnesses.State witnesses() {
    return witnesses.state();
  }

  @GetMapping("/record/entries")
  EntriesPage entries(
      @RequestParam(defaultValue = "-1") long after, @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<EntryView> found = record.after(after, most).stream().map(this::view).toList();
    return new EntriesPage(
        found, found.size() < most ? null : Long.toString(found.getLast().index()));
  }

  @GetMapping("/record/entries/{index}")
  EntryView entry(@PathVariable long index) {
    return view(record.get(index));
  }

  private EntryView view(RecordedEntry entry) {
    return new EntryView(
        entry.index(),
        entry.line().type(),
        entry.line().at(),
        entry.line().by(),
        entry.caseId().orElse(null),
        entry.line().subject(),
        entry.line().words(),
        entry.leafHash(),
        json.readTree(entry.json()));
  }

  @GetMapping("/record/entries/{index}/proof")
  ResponseEntity<byte[]> proof(@PathVariable long index) {
    return Downloads.proof(index, record.proof(index));
  }

  /** Entry bundles for mirrors that carry a token; the public way gives hashes only. */
  @GetMapping("/record/tile/entries/{*path}")
  ResponseEntity<byte[]> entryBundle(@PathVariable String path) {
    return Downloads.entryBundle(record.tile("entries" + path));
  }

  @GetMapping("/cases/{id}/bundle")
  ResponseEntity<Resource> bundle(
      @PathVariable String id, @RequestParam(defaultValue = "court") String level) {
    return bundles.give(new CaseId(id), level);
  }
}
