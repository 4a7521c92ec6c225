// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.signing;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * The keys of the folder {@code signing}, looked at anew at every beat, so that a key is exchanged
 * by putting a file there. A certificate that is new to the desk is kept, and its arrival is an
 * entry of the record. Thread-safe.
 *
 * <p>Metric: {@code tocsin.signing.days}, days until nobody can sign any more; 0 when nobody can,
 * or when there is no key at all.
 */
@Component
public class SigningKeys implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

  /** How long before its end a last certificate is complained of. */
  static final Duration NOTICE = Duration.ofDays(30);

  private final Path folder;
  private final SigningSettings settings;
  private final CertificateStore store;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private volatile KeyFiles files = KeyFiles.UNREAD;

  SigningKeys(
      DataFolder data,
      SigningSettings settings,
      CertificateStore store,
      Ledger ledger,
      TransactionTemplate transaction,
      Clock clock,
      MeterRegistry metrics) {
    this.folder = data.folder("signing");
    this.settings = settings;
    this.store = store;
    this.ledger = ledger;
    this.transaction = transaction;
    this.clock = clock;
    metrics.gauge("tocsin.signing.days", this, SigningKeys::days);
  }

  @Override
  public String name() {
    return "warn.signing";
  }

  @Override
  public int runDue(Instant now) {
    return reread(now) ? 1 : 0;
  }

  /** Reads the files again if the folder has changed. */
  private synchronized boolean reread(Instant now) {
    try {
      List<KeyFiles.Seen> seen = KeyFiles.look(folder);
      if (seen.equals(files.seen())) {
        return false;
      }
      KeyFiles read = KeyFiles.read(folder, seen, settings.password());
      read.keys().forEach(key -> take(key.certificate(), now));
      read.faults()
          .forEach(fault ->
              log.error("a signing key cannot be used: file={} why={}", fault.file(), fault.why()));
      files = read;
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the signing keys cannot be read", e);
    }
  }

  private void take(SigningCertificate certificate, Instant now) {
    transaction.executeWithoutResult(status -> {
      if (store.add(certificate, now)) {
        ledger.append(
            Act.of("SigningKeyTaken")
                .about("certificate-" + certificate.sha256())
                .fact("certificateSha256", certificate.sha256())
                .fact("subject", certificate.subject())
                .fact("validFrom", certificate.from().toString())
                .fact("validUntil", certificate.until().toString())
                .says("A key to sign public alerts was put in place"));
      }
    });
  }

  /** The key that signs now: of those that are valid, the one that became valid last. */
  Optional<HeldKey> signing() {
    Instant now = clock.instant();
    reread(now);
    return files.keys().stream()
        .filter(key -> key.certificate().isValidAt(now))
        .max(
            Comparator.comparing((HeldKey key) -> key.certificate().from())
                .thenComparing(key -> key.certificate().sha256()));
  }

  /** What an alert that is signed now would carry, in a sentence; empty at a desk without keys. */
  public Optional<String> outlook() {
    Optional<HeldKey> key = signing();
    if (key.isPresent()) {
      SigningCertificate certificate = key.get().certificate();
      return Optional.of(
          "It goes out with the signature of %s, valid until %s."
              .formatted(certificate.subject(), certificate.until()));
    }
    return areWanted()
        ? Optional.of("It goes out UNSIGNED: no key of the desk is valid now.")
        : Optional.empty();
  }

  /** The fingerprint of the certificate whose key signs now. */
  public Optional<String> signingSha256() {
    return signing().map(key -> key.certificate().sha256());
  }

  /** Whether the operator has put any file there, usable or not. */
  boolean areWanted() {
    return !files.keys().isEmpty() || !files.faults().isEmpty();
  }

  /** Every certificate that the desk ever could sign with, the newest first. */
  public List<SigningCertificate> certificates() {
    return store.list();
  }

  /** What somebody should do about the keys, in sentences; empty when all is well. */
  public List<String> complaints() {
    Instant now = clock.instant();
    List<String> complaints =
        new ArrayList<>(
            files.faults().stream()
                .map(fault ->
                    "The file signing/%s cannot be used: %s".formatted(fault.file(), fault.why()))
                .toList());
    if (areWanted() && signing().isEmpty()) {
      complaints.add("No key is valid now: public alerts go out unsigned.");
    }
    lastEnd()
        .filter(end -> end.isAfter(now) && end.isBefore(now.plus(NOTICE)))
        .ifPresent(end ->
            complaints.add(
                "The last certificate ends %s; put the next key in place before then."
                    .formatted(end)));
    return complaints;
  }

  private Optional<Instant> lastEnd() {
    return files.keys().stream()
        .map(key -> key.certificate().until())
        .max(Comparator.naturalOrder());
  }

  private double days() {
    Instant now = clock.instant();
    return lastEnd()
        .map(end -> Math.max(0, Duration.between(now, end).toSeconds() / 86_400.0))
        .orElse(0.0);
  }
}
