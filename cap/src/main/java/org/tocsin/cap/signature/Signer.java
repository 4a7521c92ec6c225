// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/**
 * Who signed: the certificate whose key made the signature, and the way to a trust anchor.
 *
 * <p>A certificate speaks for its subject, not for the {@code sender} of a message: which senders a
 * subject may speak for is for the receiver to know.
 *
 * @param certificate the certificate of the key
 * @param chain from that certificate to the trust anchor, both included; the certificate alone when
 *     it is itself an anchor, or when no way was found
 */
public record Signer(X509Certificate certificate, List<X509Certificate> chain) {
  public Signer {
    requireNonNull(certificate, "certificate");
    chain = List.copyOf(chain);
  }

  /** The subject of the certificate, as RFC 2253 writes it. */
  public String name() {
    return certificate.getSubjectX500Principal().getName();
  }

  /** SHA-256 of the certificate in lower-case hexadecimal digits. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
      throw new IllegalStateException("a parsed certificate cannot be digested", impossible);
    }
  }
}
