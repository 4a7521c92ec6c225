// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates for tests; each valid for a year around {@link #NOW}. */
public final class TestCertificates {
  public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final Duration HALF_YEAR = Duration.ofDays(182);

  private TestCertificates() {}

  /** A key with its certificate. */
  public record Holder(KeyPair keys, X509Certificate certificate) {
    X500Name name() {
      return new X500Name(certificate.getSubjectX500Principal().getName());
    }
  }

  public static KeyPair rsa(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  public static KeyPair curve(String name) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }

  public static Holder root(String name) throws Exception {
    KeyPair keys = curve("secp256r1");
    X500Name subject = new X500Name("CN=" + name);
    return new Holder(
        keys, certificate(subject, keys, subject, keys, true, KeyUsage.keyCertSign, NOW));
  }

  static Holder authority(String name, Holder issuer) throws Exception {
    return issued(name, curve("secp256r1"), issuer, true, KeyUsage.keyCertSign, NOW);
  }

  public static Holder signer(String name, KeyPair keys, Holder issuer) throws Exception {
    return issued(name, keys, issuer, false, KeyUsage.digitalSignature, NOW);
  }

  static Holder issued(
      String name, KeyPair keys, Holder issuer, boolean authority, int usage, Instant middle)
      throws Exception {
    X500Name subject = new X500Name("CN=" + name);
    return new Holder(
        keys, certificate(subject, keys, issuer.name(), issuer.keys(), authority, usage, middle));
  }

  static X509CRL revoking(Holder issuer, X509Certificate... revoked) throws Exception {
    JcaX509v2CRLBuilder builder =
        new JcaX509v2CRLBuilder(
            issuer.certificate().getSubjectX500Principal(), Date.from(NOW.minus(HALF_YEAR)));
    builder.setNextUpdate(Date.from(NOW.plus(HALF_YEAR)));
    for (X509Certificate each : revoked) {
      builder.addCRLEntry(each.getSerialNumber(), Date.from(NOW.minus(Duration.ofDays(9))), 1);
    }
    return new JcaX509CRLConverter().getCRL(builder.build(contentSigner(issuer.keys())));
  }

  private static X509Certificate certificate(
      X500Name subject,
      KeyPair keys,
      X500Name issuer,
      KeyPair issuerKeys,
      boolean authority,
      int usage,
      Instant middle)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    int bits = usage | (authority ? KeyUsage.cRLSign : 0);
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(subject.hashCode() & 0x7FFFFFFFL),
                    Date.from(middle.minus(HALF_YEAR)),
                    Date.from(middle.plus(HALF_YEAR)),
                    subject,
                    keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                .addExtension(Extension.keyUsage, true, new KeyUsage(bits))
                .build(contentSigner(issuerKeys)));
  }

  private static ContentSigner contentSigner(KeyPair keys) throws OperatorCreationException {
    boolean curve = keys.getPrivate().getAlgorithm().equals("EC");
    return new JcaContentSignerBuilder(curve ? "SHA256withECDSA" : "SHA256withRSA")
        .build(keys.getPrivate());
  }
}
