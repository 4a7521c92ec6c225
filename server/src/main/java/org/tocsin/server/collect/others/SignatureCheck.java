// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.cap.signature.CapVerifier;
import org.tocsin.cap.signature.Certificates;
import org.tocsin.cap.signature.SignatureResult;
import org.tocsin.cap.signature.Signer;
import org.tocsin.cap.signature.Trust;
import org.tocsin.server.kernel.Problem;

/**
 * Checks the signatures of messages against the certificates that the operator trusts. A message
 * counts whatever its signature is worth; people are told. Thread-safe.
 */
@Component
class SignatureCheck {

  private final CapVerifier verifier;

  /**
   * Trusts the certificates of a PEM file; of no file, nobody.
   *
   * @throws IllegalArgumentException when the file cannot be read or holds no certificate
   */
  SignatureCheck(@Value("${tocsin.collect.trusted-certificates:}") String file) {
    this.verifier = new CapVerifier(file.isBlank() ? Trust.nobody() : trust(file.strip()));
  }

  private static Trust trust(String file) {
    try {
      return Trust.in(Certificates.fromPem(Files.readString(Path.of(file))));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "tocsin.collect.trusted-certificates: '%s' cannot be read as certificates: %s. Name a PEM file, or leave the setting out to trust nobody."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * What the signature of a message is worth.
   *
   * @param bytes one alert as it was received
   * @param receivedAt when certificates must have been valid
   */
  SignatureStanding of(byte[] bytes, Instant receivedAt) {
    return switch (verifier.verify(bytes, receivedAt).verdict()) {
      case SignatureResult.Unsigned _ -> new SignatureStanding.Unsigned();
      case SignatureResult.Verified verified -> verified(verified.signer());
      case SignatureResult.VerifiedWithoutSpace verified -> verified(verified.signer());
      case SignatureResult.Invalid invalid ->
          new SignatureStanding.Invalid(Problem.shorten(invalid.detail()));
      case SignatureResult.NotCheckable unchecked ->
          new SignatureStanding.NotChecked(Problem.shorten(unchecked.detail()));
    };
  }

  private static SignatureStanding verified(Signer signer) {
    return new SignatureStanding.Verified(Problem.shorten(signer.name()));
  }
}
