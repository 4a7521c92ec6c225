// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.xml.crypto.dsig.SignatureMethod;

/**
 * A private key with the certificates that vouch for it: RSA of 2048 to 8192 bits, or an elliptic
 * curve P-256, P-384 or P-521. Immutable and safe for several threads. Tells nothing of the private
 * key when printed.
 */
public final class SigningKey {
  private final PrivateKey key;
  private final List<X509Certificate> chain;

  /**
   * A key and its chain.
   *
   * @param chain the key's certificate first, then those above it; the root may be left out
   * @throws IllegalArgumentException when the chain is empty, the key is not the certificate's, or
   *     is of a kind or size that receivers would rightly refuse
   */
  public SigningKey(PrivateKey key, List<X509Certificate> chain) {
    this.key = requireNonNull(key, "key");
    this.chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a signing key needs the certificate of its public key");
    }
    PublicKey known = certificate().getPublicKey();
    method(known);
    if (!belongTogether(key, known)) {
      throw new IllegalArgumentException(
          "the private key is not that of the first certificate, "
              + certificate().getSubjectX500Principal().getName()
              + "; give the key's own certificate first");
    }
  }

  /**
   * Reads a key that is not encrypted, and its certificates.
   *
   * @param keyPem a text with one block {@code PRIVATE KEY} (PKCS #8)
   * @param certificatesPem the key's certificate first, then those above it; may be the same text
   * @throws IllegalArgumentException when a part is missing or cannot be used
   */
  public static SigningKey fromPem(String keyPem, String certificatesPem) {
    return new SigningKey(
        decode(block(keyPem, "PRIVATE KEY").content()), Certificates.fromPem(certificatesPem));
  }

  /**
   * Reads an encrypted key and its certificates.
   *
   * @param keyPem a text with one block {@code ENCRYPTED PRIVATE KEY} (PKCS #8, PBES2)
   * @param password of the key
   * @param certificatesPem the key's certificate first, then those above it
   * @throws IllegalArgumentException when a part is missing or cannot be used
   */
  public static SigningKey fromPem(String keyPem, char[] password, String certificatesPem) {
    byte[] encrypted = block(keyPem, "ENCRYPTED PRIVATE KEY").content();
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
      Cipher cipher = Cipher.getInstance(info.getAlgParameters().toString());
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(info.getAlgParameters().toString())
              .generateSecret(new PBEKeySpec(password)),
          info.getAlgParameters());
      return new SigningKey(
          decode(info.getKeySpec(cipher).getEncoded()), Certificates.fromPem(certificatesPem));
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "the private key cannot be decrypted; is the password right?", unusable);
    }
  }

  /**
   * Reads the only key of a PKCS #12 store.
   *
   * @throws IllegalArgumentException when the store cannot be opened or holds no key or several
   */
  public static SigningKey fromPkcs12(byte[] store, char[] password) {
    return fromPkcs12(store, password, Optional.empty());
  }

  /**
   * Reads a key of a PKCS #12 store by its alias.
   *
   * @throws IllegalArgumentException when the store cannot be opened or has no such key
   */
  public static SigningKey fromPkcs12(byte[] store, char[] password, String alias) {
    return fromPkcs12(store, password, Optional.of(alias));
  }

  private static SigningKey fromPkcs12(byte[] store, char[] password, Optional<String> alias) {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(new ByteArrayInputStream(store), password);
      String name = alias.isPresent() ? alias.get() : onlyKey(keys);
      if (!(keys.getKey(name, password) instanceof PrivateKey key)) {
        throw new IllegalArgumentException("the PKCS #12 store has no private key " + name);
      }
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate each : keys.getCertificateChain(name)) {
        chain.add((X509Certificate) each);
      }
      return new SigningKey(key, chain);
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "the PKCS #12 store cannot be opened; is the password right?", unusable);
    }
  }

  private static String onlyKey(KeyStore keys) throws KeyStoreException {
    List<String> names = new ArrayList<>();
    for (String name : Collections.list(keys.aliases())) {
      if (keys.isKeyEntry(name)) {
        names.add(name);
      }
    }
    if (names.size() != 1) {
      throw new IllegalArgumentException(
          "the PKCS #12 store holds " + names.size() + " private keys " + names + "; name one");
    }
    return names.getFirst();
  }

  private static Pem.Block block(String pem, String label) {
    List<Pem.Block> blocks = Pem.blocks(pem);
    return blocks.stream()
        .filter(block -> block.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                blocks.isEmpty()
                    ? "it holds no PEM block; the key stands between -----BEGIN "
                        + label
                        + "----- and -----END "
                        + label
                        + "-----"
                    : "it holds no block "
                        + label
                        + ", only "
                        + String.join(", ", blocks.stream().map(Pem.Block::label).toList())
                        + "; openssl pkcs8 -topk8 makes one of other forms"));
  }

  /** The form does not say outside which kind of key it holds, so both are tried. */
  private static PrivateKey decode(byte[] pkcs8) {
    return decode(pkcs8, "RSA")
        .or(() -> decode(pkcs8, "EC"))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the private key is neither RSA nor of an elliptic curve"));
  }

  private static Optional<PrivateKey> decode(byte[] pkcs8, String algorithm) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (InvalidKeySpecException another) {
      return Optional.empty();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK knows " + algorithm, impossible);
    }
  }

  /** The certificate of the key. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The key's certificate first, then those above it. */
  public List<X509Certificate> chain() {
    return chain;
  }

  PrivateKey key() {
    return key;
  }

  /** The algorithm that this key signs with: SHA-256, or as much as the curve is worth. */
  String method() {
    return method(certificate().getPublicKey());
  }

  private static String method(PublicKey key) {
    if (Algorithms.key(key) == Algorithms.Strength.STRONG) {
      if (key instanceof RSAPublicKey) {
        return SignatureMethod.RSA_SHA256;
      }
      if (key instanceof ECPublicKey curve) {
        int bits = curve.getParams().getOrder().bitLength();
        return bits <= 256
            ? SignatureMethod.ECDSA_SHA256
            : bits <= 384 ? SignatureMethod.ECDSA_SHA384 : SignatureMethod.ECDSA_SHA512;
      }
    }
    throw new IllegalArgumentException(
        "the key is "
            + key.getAlgorithm()
            + "; it must be RSA of "
            + Algorithms.RSA_BITS_MIN
            + " to "
            + Algorithms.RSA_BITS_MAX
            + " bits or on a curve of at least "
            + Algorithms.CURVE_BITS_MIN
            + " bits");
  }

  private static boolean belongTogether(PrivateKey key, PublicKey known) {
    String algorithm = known.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] message = "does this key fit?".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(message);
      byte[] value = signature.sign();
      signature.initVerify(known);
      signature.update(message);
      return signature.verify(value);
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "SigningKey of "
        + certificate().getSubjectX500Principal().getName()
        + String.format(Locale.ROOT, " (%d certificates)", chain.size());
  }
}
