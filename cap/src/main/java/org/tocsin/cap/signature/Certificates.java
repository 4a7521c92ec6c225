// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads certificates and revocation lists from PEM (RFC 7468). Safe for several threads. */
public final class Certificates {
  private Certificates() {}

  /**
   * Reads the certificates of a PEM text in their order; other blocks are passed over.
   *
   * @throws IllegalArgumentException when there is none, or one cannot be read
   */
  public static List<X509Certificate> fromPem(String pem) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem.Block block : Pem.blocks(pem)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block));
      }
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(
          "the text holds no certificate; it must hold lines of -----BEGIN CERTIFICATE-----");
    }
    return certificates;
  }

  /**
   * Reads the revocation lists of a PEM text in their order; other blocks are passed over.
   *
   * @throws IllegalArgumentException when one cannot be read
   */
  public static List<X509CRL> revocationListsFromPem(String pem) {
    List<X509CRL> lists = new ArrayList<>();
    for (Pem.Block block : Pem.blocks(pem)) {
      if (block.label().equals("X509 CRL")) {
        lists.add(list(block));
      }
    }
    return lists;
  }

  /** Writes certificates as PEM in their order. */
  public static String toPem(List<X509Certificate> certificates) {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        pem.append(new Pem.Block("CERTIFICATE", certificate.getEncoded()).text());
      } catch (CertificateException impossible) {
        throw new IllegalStateException("a parsed certificate has no encoding", impossible);
      }
    }
    return pem.toString();
  }

  private static X509Certificate certificate(Pem.Block block) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.content()));
    } catch (CertificateException unreadable) {
      throw new IllegalArgumentException(
          "a certificate cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static X509CRL list(Pem.Block block) {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(block.content()));
    } catch (CertificateException | CRLException unreadable) {
      throw new IllegalArgumentException(
          "a revocation list cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
