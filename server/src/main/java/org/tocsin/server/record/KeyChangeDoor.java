// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.KeyChanges;
import org.tocsin.server.ledger.PublishedRecord;

/** Changing the record's key, by API and page; and for everybody the proofs that it was changed. */
@Controller
class KeyChangeDoor {

  private final KeyChanges changes;
  private final PublishedRecord record;
  private final CurrentOfficer current;

  KeyChangeDoor(KeyChanges changes, PublishedRecord record, CurrentOfficer current) {
    this.changes = changes;
    this.record = record;
    this.current = current;
  }

  /**
   * What is asked for.
   *
   * @param reason why
   * @param overlap how long both keys sign, such as {@code 7d}; that if it is missing
   */
  record Wanted(@Nullable String reason, @Nullable String overlap) {}

  @PostMapping("/api/v1/record/key-changes")
  @Requires(Role.ADMIN)
  @ResponseBody
  @ResponseStatus(HttpStatus.CREATED)
  KeyChanges.KeyChange change(@RequestBody Wanted wanted) {
    String reason = wanted.reason();
    return change(reason == null ? "" : reason, wanted.overlap());
  }

  @PostMapping("/desk/record/key")
  @Requires(Role.ADMIN)
  ResponseEntity<Void> change(@RequestParam String reason, @RequestParam int days) {
    changes.change(current.get().id(), reason, Duration.ofDays(days));
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/record#key")
        .build();
  }

  private KeyChanges.KeyChange change(String reason, @Nullable String overlap) {
    Duration both = overlap == null || overlap.isBlank() ? KeyChanges.OVERLAP : duration(overlap);
    return changes.change(current.get().id(), reason, both);
  }

  private static Duration duration(String text) {
    try {
      return DurationStyle.detectAndParse(text.strip());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw KeyChanges.refused("\"%s\" is no time such as 7d".formatted(Problem.shorten(text)));
    }
  }

  /** The proof that the key was changed the n-th time, from 0 (spec/entry.md). */
  @GetMapping("/record/handover/{number}")
  ResponseEntity<byte[]> handover(@PathVariable int number) {
    return Downloads.tile(record.handover(number));
  }
}
