// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.cap.signature.SignatureResult.Invalid;
import org.tocsin.cap.signature.SignatureResult.NotCheckable;
import org.tocsin.cap.signature.SignatureResult.Unsigned;
import org.tocsin.cap.signature.SignatureResult.Verified;
import org.tocsin.cap.signature.SignatureResult.VerifiedWithoutSpace;

/**
 * FEATURE UNDER TEST: signatures that others made get the result that an independent check
 * (xmlsec1) gave them.
 */
class RealSignaturesTest {
  /** When the certificates of the Seychelles and of alert-hub.org were valid. */
  private static final Instant THEN = Instant.parse("2024-08-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "sc-valid.xml, without space",
    // Only unused bits of the base64 differ: the bytes are the same.
    "sc-invalid_signature.xml, without space",
    "sc-invalid_certificate.xml, without space",
    "sc-invalid_digest.xml, VALUE",
    "sc-no_signature.xml, unsigned",
    "bz-valid.xml, VALUE",
    "bz-invalid_signature.xml, VALUE",
    "bz-invalid_certificate.xml, VALUE",
    "bz-invalid_digest.xml, VALUE",
    "bz-no_signature.xml, unsigned",
    "earthquake_signed.cap, WEAK",
    "canada_signed.cap, WEAK WEAK",
  })
  void eachSampleGetsItsResult(String name, String result) throws IOException {
    byte[] message = bytes(name);
    X509Certificate pinned = RealSignaturesTest.certificate(message);
    Verification verification = new CapVerifier(Trust.in(List.of(pinned))).verify(message, THEN);
    assertThat(verification.received().alert()).isPresent();
    assertThat(words(verification)).as("%s", verification.signatures()).isEqualTo(result);
  }

  @Test
  void aSignatureOfAnUnknownSignerIsIntactAndNotTrusted() throws IOException {
    SignatureResult result =
        new CapVerifier(Trust.nobody()).verify(bytes("sc-valid.xml"), THEN).verdict();
    assertThat(result)
        .isInstanceOfSatisfying(
            NotCheckable.class,
            untrusted -> {
              assertThat(untrusted.obstacle()).isEqualTo(SignatureResult.Obstacle.UNTRUSTED);
              assertThat(untrusted.intact().orElseThrow().name()).isEqualTo("CN=www.meteo.sc");
            });
  }

  static String words(Verification verification) {
    return verification.signatures().isEmpty()
        ? word(verification.verdict())
        : verification.signatures().stream()
            .map(RealSignaturesTest::word)
            .collect(Collectors.joining(" "));
  }

  private static String word(SignatureResult result) {
    return switch (result) {
      case Unsigned _ -> "unsigned";
      case Verified _ -> "verified";
      case VerifiedWithoutSpace _ -> "without space";
      case Invalid invalid -> invalid.fault().name();
      case NotCheckable notCheckable -> notCheckable.obstacle().name();
    };
  }

  private static X509Certificate certificate(byte[] message) throws IOException {
    String text = new String(message, java.nio.charset.StandardCharsets.ISO_8859_1);
    int start = text.indexOf("X509Certificate>");
    if (start < 0) {
      return certificate(bytes("sc-valid.xml"));
    }
    String base64 = text.substring(start + 16, text.indexOf('<', start));
    return Certificates.fromPem(
            "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----")
        .getFirst();
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        RealSignaturesTest.class.getResourceAsStream("/org/tocsin/cap/signed/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
