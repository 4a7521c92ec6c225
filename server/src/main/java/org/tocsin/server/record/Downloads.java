// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.tocsin.record.BundleScope;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.CaseBundles;
import org.tocsin.server.ledger.PublishedRecord.RecordFile;

/** The files of the record as answers: name, type and how long they may be kept. */
final class Downloads {

  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

  /** A tile never changes: the tree only grows to its right. */
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private Downloads() {}

  /**
   * A case bundle, {@code CASEID.tocsin-bundle} or {@code CASEID-press.tocsin-bundle}; with {@code
   * -not-witnessed} where witnesses have not cosigned it yet.
   *
   * @param again when they may have, which the header {@value CaseBundles#NOT_WITNESSED} says
   */
  static ResponseEntity<Resource> bundle(
      CaseId id, BundleScope.Level level, Optional<Instant> again, Resource file)
      throws IOException {
    String name =
        id
            + (level == BundleScope.Level.COURT ? "" : "-" + level.word())
            + (again.isEmpty() ? "" : CaseBundles.UNWITNESSED)
            + ".tocsin-bundle";
    ResponseEntity.BodyBuilder answer = attachment(name);
    again.ifPresent(at ->
        answer.header(CaseBundles.NOT_WITNESSED, at.truncatedTo(ChronoUnit.SECONDS).toString()));
    // As a stream: parts of it are not to be had, since every answer is another file.
    return answer
        .contentLength(file.contentLength())
        .body(new InputStreamResource(file.getInputStream()));
  }

  /** A proof of one entry, {@code entry-INDEX.tlog-proof}. */
  static ResponseEntity<byte[]> proof(long index, byte[] bytes) {
    return attachment("entry-" + index + ".tlog-proof").body(bytes);
  }

  private static ResponseEntity.BodyBuilder attachment(String name) {
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.noStore())
        .header(
            "Content-Disposition",
            ContentDisposition.attachment().filename(name).build().toString());
  }

  /** A text that is new about every second (c2sp.org/tlog-tiles, "Checkpoints"). */
  static ResponseEntity<byte[]> text(String text, Duration keep) {
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.maxAge(keep).cachePublic())
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A tile of hashes, for everybody and for ever. */
  static ResponseEntity<byte[]> tile(RecordFile tile) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .cacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
        .body(tile.bytes());
  }

  /** A bundle of entries: kept by whoever asked, never by a cache between. */
  static ResponseEntity<byte[]> entryBundle(RecordFile bundle) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .cacheControl(CacheControl.maxAge(FOR_EVER).cachePrivate().immutable())
        .body(bundle.bytes());
  }
}
