// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * The desk's certificate and key by which mails are signed (S/MIME 4.0, RFC 8551 §3.5.3). Immutable
 * and thread-safe; whoever signs takes a {@link Signer}.
 *
 * <p>Whether the certificate holds goes by the machine's own time, like everything in which
 * strangers check us: a reader's mail program knows nothing of an exercise's clock.
 */
final class Smime {

  private static final String SETTING = "tocsin.mail.smime.file";
  private static final int LEAST_RSA_BITS = 2_048;
  private static final int ADDRESS = 1;
  private static final int SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final String FOR_MAIL = "1.3.6.1.5.5.7.3.4";
  private static final String FOR_ANYTHING = "2.5.29.37.0";

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final InstantSource now;

  private Smime(PrivateKey key, List<X509Certificate> chain, InstantSource now) {
    this.key = key;
    this.chain = List.copyOf(chain);
    this.now = now;
  }

  /**
   * That of these settings; empty when there is no file.
   *
   * @param sender the address in the header From; the certificate must be for it (RFC 8550 §3)
   * @param now the machine's time
   * @throws IllegalStateException when the file holds nothing to sign with
   */
  static Optional<Smime> of(SmimeSettings settings, String sender, InstantSource now) {
    if (settings.file().isEmpty()) {
      return Optional.empty();
    }
    try {
      Smime read = read(Path.of(settings.file()), settings.password().toCharArray(), now);
      read.require(sender);
      return Optional.of(read);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "%s: '%s' cannot be used: %s. Name a PKCS #12 file with the desk's key, its certificate and the chain, set its password, or leave the setting out to sign nothing."
              .formatted(SETTING, settings.file(), e.getMessage()),
          e);
    }
  }

  private static Smime read(Path file, char[] password, InstantSource now)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    List<String> keys = new ArrayList<>();
    for (String name : Collections.list(store.aliases())) {
      if (store.isKeyEntry(name)) {
        keys.add(name);
      }
    }
    if (keys.size() != 1) {
      throw new GeneralSecurityException(
          "it holds %d keys, and one is needed".formatted(keys.size()));
    }
    Key key = store.getKey(keys.getFirst(), password);
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate each : store.getCertificateChain(keys.getFirst())) {
      if (each instanceof X509Certificate certificate) {
        chain.add(certificate);
      }
    }
    if (!(key instanceof PrivateKey secret) || chain.isEmpty()) {
      throw new GeneralSecurityException("its key has no certificate");
    }
    return new Smime(secret, chain, now);
  }

  /** At the start rather than in a reader's mail program. */
  private void require(String sender) throws GeneralSecurityException {
    X509Certificate own = chain.getFirst();
    boolean strong =
        own.getPublicKey() instanceof RSAKey rsa
            ? rsa.getModulus().bitLength() >= LEAST_RSA_BITS
            : own.getPublicKey() instanceof ECKey;
    if (!strong) {
      throw new GeneralSecurityException(
          "its key is %s; mail programs verify RSA of %d bits or more and elliptic curves"
              .formatted(own.getPublicKey().getAlgorithm(), LEAST_RSA_BITS));
    }
    boolean[] usage = own.getKeyUsage();
    List<String> purposes = own.getExtendedKeyUsage();
    if ((usage != null && !usage[SIGNATURE] && !usage[NON_REPUDIATION])
        || (purposes != null && !purposes.contains(FOR_MAIL) && !purposes.contains(FOR_ANYTHING))) {
      throw new GeneralSecurityException("its certificate is not for signing mails");
    }
    Collection<List<?>> names = own.getSubjectAlternativeNames();
    boolean named =
        names != null
            && names.stream()
                .anyMatch(each ->
                    each.getFirst().equals(ADDRESS)
                        && sender.equalsIgnoreCase(String.valueOf(each.get(1))));
    if (!named) {
      throw new GeneralSecurityException(
          "its certificate does not name %s (tocsin.mail.from) as an address, so every mail would look forged"
              .formatted(sender));
    }
    Signature tried = Signature.getInstance(algorithm());
    tried.initSign(key);
    byte[] signed = tried.sign();
    tried.initVerify(own);
    if (!tried.verify(signed)) {
      throw new GeneralSecurityException("its key is not that of its certificate");
    }
  }

  private String algorithm() {
    return key instanceof RSAKey ? "SHA256withRSA" : "SHA256withECDSA";
  }

  /** Until when the certificate holds. */
  Instant until() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /**
   * Whether the certificate holds now. A signature by one that does not is shown as a forgery,
   * which is worse than none.
   */
  boolean holds() {
    Instant at = now.instant();
    return at.isBefore(until()) && !at.isBefore(chain.getFirst().getNotBefore().toInstant());
  }

  /** Somebody who signs. */
  Signer signer() {
    return new Signer();
  }

  /** Signs with the key. Used by one thread. */
  final class Signer {
    private final CMSSignedDataGenerator generator = new CMSSignedDataGenerator();

    private Signer() {
      try {
        JcaSignerInfoGeneratorBuilder builder =
            new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
        // RFC 8551 §2.5.1; the generator's own would be a time that nobody gave it.
        builder.setSignedAttributeGenerator(parameters ->
            new DefaultSignedAttributeTableGenerator(time()).getAttributes(parameters));
        generator.addSignerInfoGenerator(
            builder.build(new JcaContentSignerBuilder(algorithm()).build(key), chain.getFirst()));
        // The root is what readers have, or they would not believe it.
        generator.addCertificates(
            new JcaCertStore(
                chain.stream()
                    .filter(each ->
                        !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
                    .toList()));
      } catch (OperatorCreationException | CMSException | GeneralSecurityException e) {
        throw new IllegalStateException("no signature can be made with this key", e);
      }
    }

    private AttributeTable time() {
      Time at = new Time(Date.from(now.instant()));
      return new AttributeTable(
          new DERSet(new Attribute(CMSAttributes.signingTime, new DERSet(at))));
    }

    /** The signature of these octets apart from them (RFC 5652 §5.2), in DER. */
    byte[] signature(byte[] octets) {
      try {
        return generator
            .generate(new CMSProcessableByteArray(octets), false)
            .getEncoded(ASN1Encoding.DER);
      } catch (CMSException | IOException e) {
        throw new IllegalStateException("a mail could not be signed", e);
      }
    }
  }
}
