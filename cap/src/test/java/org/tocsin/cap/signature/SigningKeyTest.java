// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tocsin.cap.signature.TestCertificates.NOW;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.cap.signature.SignatureResult.Verified;
import org.tocsin.cap.signature.TestCertificates.Holder;

/** FEATURE UNDER TEST: keys and certificates as operators have them are read, or refused aloud. */
class SigningKeyTest {
  private static final char[] PASSWORD = "correct horse".toCharArray();

  private static Holder root;
  private static Holder desk;

  @BeforeAll
  static void makeCertificates() throws Exception {
    root = TestCertificates.root("Root");
    desk = TestCertificates.signer("desk", TestCertificates.curve("secp256r1"), root);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void aKeyIsReadFromPem(String kind) throws Exception {
    Holder holder =
        kind.equals("EC") ? desk : TestCertificates.signer("rsa", TestCertificates.rsa(2048), root);
    String pem = new Pem.Block("PRIVATE KEY", holder.keys().getPrivate().getEncoded()).text();
    String chain = Certificates.toPem(List.of(holder.certificate(), root.certificate()));
    assertSigns(SigningKey.fromPem(pem, chain));
    assertSigns(SigningKey.fromPem("my key\n" + chain + pem, chain + pem));
  }

  @Test
  void anEncryptedKeyIsReadFromPemAsOpensslWritesIt() throws Exception {
    StringWriter pem = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
      writer.writeObject(
          new JcaPKCS8Generator(
              desk.keys().getPrivate(),
              new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                  .setProvider(new BouncyCastleProvider())
                  .setPassword(PASSWORD)
                  .build()));
    }
    String chain = Certificates.toPem(List.of(desk.certificate()));
    assertSigns(SigningKey.fromPem(pem.toString(), PASSWORD, chain));
    assertThatThrownBy(() -> SigningKey.fromPem(pem.toString(), "wrong".toCharArray(), chain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is the password right?");
  }

  @Test
  void aKeyIsReadFromAPkcs12Store() throws Exception {
    byte[] one = store("desk");
    assertSigns(SigningKey.fromPkcs12(one, PASSWORD));
    assertThatThrownBy(() -> SigningKey.fromPkcs12(one, "wrong".toCharArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is the password right?");
    byte[] two = store("old", "new");
    assertSigns(SigningKey.fromPkcs12(two, PASSWORD, "new"));
    assertThatThrownBy(() -> SigningKey.fromPkcs12(two, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds 2 private keys");
    assertThatThrownBy(() -> SigningKey.fromPkcs12(two, PASSWORD, "third"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no private key third");
  }

  @Test
  void whatCannotBeUsedIsRefusedWithTheRemedy() throws Exception {
    String chain = Certificates.toPem(List.of(desk.certificate()));
    assertThatThrownBy(() -> SigningKey.fromPem(chain, chain))
        .hasMessageContaining("no block PRIVATE KEY, only CERTIFICATE; openssl pkcs8 -topk8");
    assertThatThrownBy(() ->
            new SigningKey(
                desk.keys().getPrivate(), List.of(root.certificate(), desk.certificate())))
        .hasMessageContaining("CN=Root; give the key's own certificate first");
    Holder small = TestCertificates.signer("small", TestCertificates.rsa(1024), root);
    assertThatThrownBy(
            () -> new SigningKey(small.keys().getPrivate(), List.of(small.certificate())))
        .hasMessageContaining("RSA of 2048 to 8192 bits");
    assertThatThrownBy(() -> Certificates.fromPem("nothing"))
        .hasMessageContaining("holds no certificate");
    assertThatThrownBy(() ->
            Certificates.fromPem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aKeyTellsNothingOfItselfWhenPrinted() {
    assertThat(new SigningKey(desk.keys().getPrivate(), List.of(desk.certificate())))
        .hasToString("SigningKey of CN=desk (1 certificates)");
  }

  private static byte[] store(String... names) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    for (String name : names) {
      store.setKeyEntry(
          name,
          desk.keys().getPrivate(),
          PASSWORD,
          new Certificate[] {desk.certificate(), root.certificate()});
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD);
    return out.toByteArray();
  }

  private static void assertSigns(SigningKey key) {
    byte[] signed = new CapSigner(key).sign(CapSignatureTest.alert());
    assertThat(new CapVerifier(Trust.in(List.of(root.certificate()))).verify(signed, NOW).verdict())
        .isInstanceOf(Verified.class);
  }
}
