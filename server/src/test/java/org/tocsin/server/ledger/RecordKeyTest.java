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
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.secret.Sealer;

/** FEATURE UNDER TEST: the record's key, open or under a passphrase. */
class RecordKeyTest {

  private static final String ORIGIN = "desk.example/record";

  @TempDir private Path folder;

  private RecordKey key(String passphraseFile) {
    return new RecordKey(
        new DataFolder(folder), ORIGIN, passphraseFile, new Sealer(new byte[32]), LedgerNode.QUICK);
  }

  private String phrase(String words) throws IOException {
    Path file = folder.resolve("phrase-" + words.length());
    Files.writeString(file, words + "\n");
    return file.toString();
  }

  private String kept() throws IOException {
    return Files.readString(folder.resolve("keys/record.key"));
  }

  @Test
  void aKeyThatLayOpenIsSealedAtTheNextStartAndStaysTheSame() throws IOException {
    String vkey = key("").current().vkey();
    assertThat(kept()).startsWith("PRIVATE+KEY+");
    String phrase = phrase("correct horse battery staple");
    assertThat(key(phrase).current().vkey()).isEqualTo(vkey);
    assertThat(kept()).startsWith("tocsin.org/sealed-key@v1\n").doesNotContain("PRIVATE");
    assertThat(key(phrase).current().vkey()).isEqualTo(vkey);
    assertThat(folder.resolve("keys/record.key.new")).doesNotExist();
  }

  @Test
  void aKeyIsSealedWithTheRoundsThatOwaspNames() throws IOException {
    String phrase = phrase("correct horse battery staple");
    String vkey =
        new RecordKey(new DataFolder(folder), ORIGIN, phrase, new Sealer(new byte[32]))
            .current()
            .vkey();
    assertThat(kept()).contains("\npbkdf2-hmac-sha256 600000 ");
    assertThat(key(phrase).current().vkey()).isEqualTo(vkey);
  }

  @Test
  void withoutItsPassphraseASealedKeyIsNeitherOpenedNorReplaced() throws IOException {
    key(phrase("correct horse battery staple"));
    String sealed = kept();
    assertThat(sealed).startsWith("tocsin.org/sealed-key@v1\n");
    for (String wrong : new String[] {"", phrase("wrong"), phrase("")}) {
      assertThatThrownBy(() -> key(wrong))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("passphrase");
    }
    assertThat(kept()).isEqualTo(sealed);
  }

  @Test
  void aSealedKeyOfWhichALineWasChangedIsNotOpened() throws IOException {
    String phrase = phrase("correct horse battery staple");
    key(phrase);
    String[] lines = kept().split("\n", -1);
    for (String changed :
        new String[] {
          lines[0] + "\n" + lines[1].replace(" 1000 ", " 1001 ") + "\n" + lines[2] + "\n",
          lines[0]
              + "\n"
              + lines[1]
              + "\n"
              + (lines[2].startsWith("A") ? "B" : "A")
              + lines[2].substring(1)
              + "\n",
          lines[0] + "\n"
        }) {
      Files.writeString(folder.resolve("keys/record.key"), changed);
      assertThatThrownBy(() -> key(phrase)).isInstanceOf(Problem.class);
    }
  }
}
