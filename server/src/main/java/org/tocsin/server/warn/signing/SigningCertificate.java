// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.signing;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.tocsin.cap.signature.Certificates;
import org.tocsin.record.Hash;

/**
 * A certificate of the desk, as everybody may see it. Holds nothing of the private key.
 *
 * @param sha256 hex fingerprint of the certificate; its name here
 * @param subject whom it names, as RFC 2253 writes it
 * @param issuer who vouches for it; the subject itself when nobody else does
 * @param serial its serial number in hex
 * @param key kind and size of the public key, for example {@code EC 256}
 * @param from when it begins to be valid
 * @param until when it ends to be valid
 * @param pem the certificate and those above it, in the order of signing
 */
public record SigningCertificate(
    String sha256,
    String subject,
    String issuer,
    String serial,
    String key,
    Instant from,
    Instant until,
    String pem) {

  /** What a chain, the signer's own certificate first, shows of itself. */
  static SigningCertificate of(List<X509Certificate> chain) {
    X509Certificate own = chain.getFirst();
    return new SigningCertificate(
        Hash.sha256(der(own)).hex(),
        own.getSubjectX500Principal().getName(),
        own.getIssuerX500Principal().getName(),
        own.getSerialNumber().toString(16),
        key(own),
        own.getNotBefore().toInstant(),
        own.getNotAfter().toInstant(),
        Certificates.toPem(chain));
  }

  /** Reads one that was kept. */
  static SigningCertificate of(String pem) {
    return of(Certificates.fromPem(pem));
  }

  private static String key(X509Certificate certificate) {
    return switch (certificate.getPublicKey()) {
      case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
      case ECPublicKey curve -> "EC " + curve.getParams().getOrder().bitLength();
      default -> certificate.getPublicKey().getAlgorithm();
    };
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /** Whether it was valid at this time. */
  public boolean isValidAt(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  /** The fingerprint in pairs, as other programs show it. */
  public String fingerprint() {
    return sha256.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
  }
}
