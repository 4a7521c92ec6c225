// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.ledger.OwnWitness;
import org.tocsin.server.ledger.PublishedRecord;
import org.tocsin.server.ledger.Witnesses;

/**
 * The record for everybody, laid out as c2sp.org/tlog-tiles: checkpoint, key and tiles of hashes,
 * so that witnesses can sign it and anybody who holds a proof can check it.
 *
 * <p>Entry bundles are the exception: entries of private notices are not public, so {@code
 * tile/entries/} answers officers, approvers and auditors only. Hashes give nothing away: each
 * entry carries salted commitments in place of what must not be guessed.
 */
@Controller
class PublicRecord {

  private static final Duration CHECKPOINT_KEPT = Duration.ofSeconds(1);
  private static final Duration KEY_KEPT = Duration.ofHours(1);

  private final PublishedRecord record;
  private final Witnesses witnesses;
  private final OwnWitness own;
  private final Clock clock;
  private final Page page;

  PublicRecord(
      PublishedRecord record, Witnesses witnesses, OwnWitness own, Clock clock, Page page) {
    this.record = record;
    this.witnesses = witnesses;
    this.own = own;
    this.clock = clock;
    this.page = page;
  }

  @GetMapping("/record")
  ResponseEntity<String> front() {
    Map<String, Object> shown = new HashMap<>();
    shown.put("state", record.state());
    shown.put("witnesses", witnesses.state());
    shown.put("own", own);
    shown.put("now", clock.instant());
    shown.put("handovers", record.handovers());
    record.stamped().ifPresent(stamped -> shown.put("stamped", stamped));
    return page.of("record/public.jte", "Record", "record", shown);
  }

  @GetMapping("/record/checkpoint")
  ResponseEntity<byte[]> checkpoint() {
    return Downloads.text(record.state().checkpoint(), CHECKPOINT_KEPT);
  }

  /** The newest checkpoint that enough witnesses cosigned; the record may have grown since. */
  @GetMapping("/record/checkpoint.cosigned")
  ResponseEntity<byte[]> cosigned() {
    return Downloads.text(witnesses.checkpoint(), CHECKPOINT_KEPT);
  }

  /** The newest checkpoint that an authority stamped with the time (RFC 3161). */
  @GetMapping("/record/checkpoint.stamped")
  ResponseEntity<byte[]> stamped() {
    return record
        .stamped()
        .map(stamped ->
            Downloads.text(new String(stamped.bytes(), StandardCharsets.UTF_8), CHECKPOINT_KEPT))
        .orElseThrow(() -> record.none("checkpoint.stamped"));
  }

  @GetMapping("/record/vkey")
  ResponseEntity<byte[]> vkey() {
    return Downloads.text(record.state().vkey() + "\n", KEY_KEPT);
  }

  @GetMapping("/record/tile/{*path}")
  ResponseEntity<byte[]> tile(@PathVariable String path) {
    return Downloads.tile(record.tile(path.substring(1)));
  }

  @GetMapping("/record/tile/entries/{*path}")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<byte[]> entryBundle(@PathVariable String path) {
    return Downloads.entryBundle(record.tile("entries" + path));
  }
}
