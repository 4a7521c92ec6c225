// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.signing;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapException;
import org.tocsin.cap.CapWriter;
import org.tocsin.cap.signature.CapSigner;

/** Writes public alerts and signs them when a key is there. Thread-safe. */
@Component
public class AlertSigner {

  private static final Logger log = LoggerFactory.getLogger(AlertSigner.class);

  private final SigningKeys keys;

  AlertSigner(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * A message as it goes out.
   *
   * @param message CAP 1.2 in UTF-8
   * @param certificateSha256 of the key that signed it; empty when nobody did
   */
  public record Signed(byte[] message, Optional<String> certificateSha256) {}

  /**
   * Writes an alert, signed if a key is valid now. What goes wrong with the signature never keeps
   * the alert back: it goes out unsigned, and the log cries.
   *
   * @throws CapException when the alert itself may not be written
   */
  public Signed sign(Alert alert) {
    byte[] plain = CapWriter.write(alert);
    Optional<HeldKey> key = keys.signing();
    if (key.isEmpty()) {
      if (keys.areWanted()) {
        log.error(
            "a public alert goes out unsigned, no key is valid: alert={}", alert.identifier());
      }
      return new Signed(plain, Optional.empty());
    }
    try {
      return new Signed(
          new CapSigner(key.get().key()).sign(plain),
          Optional.of(key.get().certificate().sha256()));
    } catch (RuntimeException e) {
      log.error("a public alert goes out unsigned: alert={}", alert.identifier(), e);
      return new Signed(plain, Optional.empty());
    }
  }
}
