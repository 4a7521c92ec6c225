// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.server.kernel.Problem;

/** FEATURE UNDER TEST: what an operator is told of a device that fails. Needs no device. */
class Pkcs11WordsTest {

  @TempDir private Path folder;

  @Test
  void aModuleThatIsNoneIsToldWithItsCause() throws IOException {
    Path notOne = Files.writeString(folder.resolve("text.so"), "no library");
    assertThatThrownBy(() -> Pkcs11.open(notOne, "token", "1234".toCharArray()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("text.so cannot be used as a PKCS #11 module: ")
        .hasMessageContaining("IllegalArgumentException")
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatANumberMeansIsSaid() {
    assertThat(Pkcs11.words(0x32)).contains("not there");
    assertThat(Pkcs11.words(0x70)).contains("no Ed25519");
    assertThat(Pkcs11.words(0x999)).contains("CKR_");
  }
}
