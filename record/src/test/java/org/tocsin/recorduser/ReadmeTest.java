// SPDX-License-Identifier: Apache-2.0
package org.tocsin.recorduser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.BundleWriter;
import org.tocsin.record.CaseBundle.Disclosure;
import org.tocsin.record.Commitment;
import org.tocsin.record.Entry;
import org.tocsin.record.NoteKey;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.Salt;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;

/** FEATURE UNDER TEST: the example of record/README.md, through the public door only. */
class ReadmeTest {

  @Test
  void theExampleRunsAndStandsInTheReadme(@TempDir Path temp) throws IOException {
    Path folder = temp.resolve("record");
    Path file = temp.resolve("case.bundle");
    // README begins
    SecureRandom random = new SecureRandom();
    NoteKey key = NoteKey.generate("desk.example/record", random);
    Salt salt = Salt.random(random);
    Entry entry =
        Entry.builder("WarningDelivered", Instant.parse("2024-03-07T20:00:00Z"), "system")
            .caseId("moscow-2024")
            .fact("channel", "email")
            .commitment("address", Commitment.of("duty@host.example", salt))
            .build();
    try (RecordFolder record = RecordFolder.open(folder, key)) {
      long index = record.append(List.of(entry.bytes())).checkpoint().size() - 1;
      Disclosure address = new Disclosure("address", "duty@host.example", salt);
      byte[] bundle =
          new BundleWriter(record.reader(), key)
              .write(
                  "moscow-2024",
                  "Moscow, March 2024",
                  Instant.parse("2024-04-02T12:00:00Z"),
                  List.of(new BundleWriter.Chosen(index, List.of(address))));
      Files.write(file, bundle);
    }
    Verdict verdict = Verification.verify(file, List.of(key.verifier()));
    verdict.checks().forEach(check -> System.out.println(check.name() + ": " + check.words()));
    // README ends
    assertThat(verdict.ok()).isTrue();
    String source =
        Files.readString(Path.of("src/test/java/org/tocsin/recorduser/ReadmeTest.java"));
    String example =
        source
            .substring(
                source.indexOf("// README begins\n") + 17, source.indexOf("    // README ends\n"))
            .replaceAll("(?m)^ {4}", "");
    assertThat(Files.readString(Path.of("README.md"))).contains(example);
  }
}
