// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.record.Verdict;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.ledger.KeyChanges;
import org.tocsin.server.ledger.PublishedRecord;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.ledger.Witnesses;
import tools.jackson.databind.json.JsonMapper;

/** The record at the desk: what was written last, one entry, and verifying it all now. */
@Controller
@RequestMapping("/desk")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMIN})
class RecordPages {

  private static final int ROWS = 50;
  private static final String SECTION = "record";

  /** Whose entries are, by page as by API. */
  private static final Set<Role> READERS = Set.of(Role.OFFICER, Role.APPROVER, Role.AUDITOR);

  private final PublishedRecord record;
  private final Witnesses witnesses;
  private final Clock clock;
  private final KeyChanges keys;
  private final BundleDoor bundles;
  private final JsonMapper json;
  private final CurrentOfficer current;
  private final Page page;

  RecordPages(
      PublishedRecord record,
      Witnesses witnesses,
      Clock clock,
      KeyChanges keys,
      BundleDoor bundles,
      JsonMapper json,
      CurrentOfficer current,
      Page page) {
    this.record = record;
    this.witnesses = witnesses;
    this.clock = clock;
    this.keys = keys;
    this.bundles = bundles;
    this.json = json;
    this.current = current;
    this.page = page;
  }

  @GetMapping("/record")
  ResponseEntity<String> newest(@RequestParam(required = false) @Nullable Long before) {
    return show(before == null ? OptionalLong.empty() : OptionalLong.of(before), Optional.empty());
  }

  @PostMapping("/record/verification")
  ResponseEntity<String> verify() {
    return show(OptionalLong.empty(), Optional.of(record.verify()));
  }

  private ResponseEntity<String> show(OptionalLong before, Optional<Verdict> verdict) {
    List<TimelineLine> lines = readable(record.newest(before, ROWS));
    Map<String, Object> shown = new HashMap<>();
    shown.put("state", record.state());
    shown.put("witnesses", witnesses.state());
    shown.put("now", clock.instant());
    shown.put("lines", lines);
    verdict.ifPresent(found -> shown.put("verdict", found));
    keys.last().ifPresent(change -> shown.put("change", change));
    if (lines.size() == ROWS) {
      shown.put("older", "/desk/record?before=" + lines.getLast().number());
    }
    return page.of("record/record.jte", "Record", SECTION, shown);
  }

  /**
   * Where only the key is theirs to change, an act is named by its type: its words are a case's.
   */
  private List<TimelineLine> readable(List<TimelineLine> lines) {
    Officer officer = current.get();
    return READERS.stream().anyMatch(officer::may)
        ? lines
        : lines.stream()
            .map(line ->
                new TimelineLine(
                    line.number(),
                    line.leafIndex(),
                    line.type(),
                    line.at(),
                    line.by(),
                    line.subject(),
                    line.type()))
            .toList();
  }

  @GetMapping("/record/{index}")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<String> entry(@PathVariable long index) {
    PublishedRecord.RecordedEntry entry = record.get(index);
    return page.of(
        "record/entry.jte",
        "Entry " + index,
        SECTION,
        Map.of(
            "entry",
            entry,
            "pretty",
            json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(entry.json())),
            "state",
            record.state()));
  }

  @GetMapping("/record/{index}/proof")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<byte[]> proof(@PathVariable long index) {
    return Downloads.proof(index, record.proof(index));
  }

  @GetMapping("/cases/{id}/bundle")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<Resource> bundle(
      @PathVariable String id, @RequestParam(defaultValue = "court") String level) {
    return bundles.give(new CaseId(id), level);
  }
}
