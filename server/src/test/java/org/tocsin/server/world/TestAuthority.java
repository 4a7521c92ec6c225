// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority of certificates that lives as long as a test, with its files in a folder. Whoever
 * shall believe it is given {@link #file}.
 */
public final class TestAuthority {

  private static final char[] PASSWORD = "password".toCharArray();
  private static final AtomicLong SERIAL = new AtomicLong(1_000);

  private final Path folder;
  private final KeyPair keys;
  private final X509Certificate certificate;

  /**
   * A key with its certificate, which this authority has signed.
   *
   * @param chain its certificate and that of the authority
   */
  public record Issued(PrivateKey key, Certificate[] chain) {

    /** The certificate itself. */
    public X509Certificate certificate() {
      return (X509Certificate) chain[0];
    }

    /** A server's side of TLS with it. */
    public SSLContext context() throws GeneralSecurityException, IOException {
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store(), PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    }

    /** Listens on any free port of this machine. */
    public SSLServerSocket listen() throws GeneralSecurityException, IOException {
      return (SSLServerSocket)
          context()
              .getServerSocketFactory()
              .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Both as PKCS #12, with the password {@code password}. */
    public Path pkcs12(Path file) throws GeneralSecurityException, IOException {
      try (OutputStream out = Files.newOutputStream(file)) {
        store().store(out, PASSWORD);
      }
      return file;
    }

    /** The certificate as PEM. */
    public Path certificate(Path file) throws GeneralSecurityException, IOException {
      return pem(file, "CERTIFICATE", chain[0].getEncoded());
    }

    /** The key as PEM. */
    public Path key(Path file) throws IOException {
      return pem(file, "PRIVATE KEY", key.getEncoded());
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("it", key, PASSWORD, chain);
      return store;
    }
  }

  /** One of this name. */
  public TestAuthority(Path folder, String name) throws Exception {
    this.folder = folder;
    this.keys = curve();
    X500Name subject = new X500Name("CN=" + name);
    this.certificate =
        sign(
            builder(subject, subject, keys, Instant.now().plus(Duration.ofDays(1)))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                .addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)),
            keys);
    pem(file(), "CERTIFICATE", certificate.getEncoded());
  }

  /** Its own certificate as PEM. */
  public Path file() {
    return folder.resolve("authority-" + certificate.getSerialNumber() + ".pem");
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** For a server of this name or address, for a day. */
  public Issued server(String name) throws Exception {
    return server(name, Instant.now().plus(Duration.ofDays(1)));
  }

  /** For a server, until then. */
  public Issued server(String name, Instant until) throws Exception {
    int kind = name.matches("[0-9.:]+") ? GeneralName.iPAddress : GeneralName.dNSName;
    return issue(curve(), name, new GeneralName(kind, name), KeyPurposeId.id_kp_serverAuth, until);
  }

  /** For whoever writes mails from this address, with this key. */
  public Issued writer(String address, KeyPair keys, Instant until) throws Exception {
    return issue(
        keys,
        "Desk",
        new GeneralName(GeneralName.rfc822Name, address),
        KeyPurposeId.id_kp_emailProtection,
        until);
  }

  private Issued issue(
      KeyPair theirs, String name, GeneralName alternative, KeyPurposeId purpose, Instant until)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    X500Name issuer = new X500Name(certificate.getSubjectX500Principal().getName());
    X509Certificate signed =
        sign(
            builder(issuer, new X500Name("CN=" + name), theirs, until)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                .addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(alternative)),
            keys);
    return new Issued(theirs.getPrivate(), new Certificate[] {signed, certificate});
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Instant until) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(SERIAL.incrementAndGet()),
        Date.from(Instant.now().minus(Duration.ofDays(400))),
        Date.from(until),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(
      org.bouncycastle.cert.X509v3CertificateBuilder builder, KeyPair keys)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  /** A key on P-256. */
  public static KeyPair curve() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** A key of RSA. */
  public static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    return generator.generateKeyPair();
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
  }
}
