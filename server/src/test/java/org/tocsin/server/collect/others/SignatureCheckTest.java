// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.cap.signature.CapSigner;
import org.tocsin.cap.signature.SigningKey;

/** FEATURE UNDER TEST: people are told what the signature of a message is worth here. */
class SignatureCheckTest {

  private static final Instant T = Instant.parse("2024-03-07T08:00:00Z");

  @TempDir static Path folder;
  private static String trusted = "";
  private static byte[] signed = new byte[0];

  @BeforeAll
  static void sign() {
    SigningKey key = TestKeys.make(folder, "dam");
    trusted = TestKeys.pem(folder, key).toString();
    signed = new CapSigner(key).sign(Cap.by("dam@example.org", "s", T).alert());
  }

  @Test
  void whoIsTrustedIsNamed() {
    assertThat(new SignatureCheck(trusted).of(signed, T).words())
        .isEqualTo("signed, verified: CN=dam");
  }

  @Test
  void withoutTrustItWasNotChecked() {
    assertThat(new SignatureCheck("").of(signed, T).words()).isEqualTo("signed, not checked");
    assertThat(new SignatureCheck("").of(signed, T).detail()).isNotEmpty();
  }

  @Test
  void whatWasChangedDoesNotHoldWhoeverIsTrusted() {
    byte[] changed =
        new String(signed, UTF_8).replace("Headline of s", "Headline of t").getBytes(UTF_8);
    for (String file : new String[] {"", trusted}) {
      assertThat(new SignatureCheck(file).of(changed, T).words())
          .isEqualTo("signed, but the signature does not hold");
    }
  }

  @Test
  void withoutASignatureNothingIsClaimed() {
    assertThat(new SignatureCheck(trusted).of(Cap.by("a@example.org", "s", T).bytes(), T).words())
        .isEqualTo("not signed");
  }

  @Test
  void aCertificateCountsAtTheTimeOfReceipt() {
    assertThat(new SignatureCheck(trusted).of(signed, T.plusSeconds(90L * 86_400)).words())
        .isEqualTo("signed, not checked");
  }

  @Test
  void aFileThatHoldsNoCertificateStopsTheStart() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    for (String file : new String[] {"/nowhere.pem", empty.toString()}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SignatureCheck(file))
          .withMessageContaining("tocsin.collect.trusted-certificates")
          .withMessageContaining("Name a PEM file");
    }
  }
}
