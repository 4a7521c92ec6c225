// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: a verdict names the witnesses that were checked and those that were not. */
class WitnessWordsTest {

  private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");

  private final WitnessKey city = key("city.example/witness", WitnessKey.Algorithm.ED25519);
  private final WitnessKey paper = key("paper.example/witness", WitnessKey.Algorithm.ML_DSA_44);
  private final WitnessKey absent = key("absent.example/witness", WitnessKey.Algorithm.ED25519);
  @TempDir private Path folder;
  private byte[] bundle = new byte[0];

  private static WitnessKey key(String name, WitnessKey.Algorithm algorithm) {
    return WitnessKey.generate(name, algorithm, new SecureRandom());
  }

  @BeforeEach
  void cosign() throws IOException {
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      record.append(List.of(Entry.builder("CaseOpened", AT, "system").build().bytes()));
      SignedCheckpoint own = record.checkpoint();
      record.keep(
          own.with(List.of(city.cosign(own.checkpoint(), AT), paper.cosign(own.checkpoint(), AT))));
      bundle =
          new BundleWriter(record.findCosigned().orElseThrow(), Given.DESK)
              .write("case-1", "A case", AT, List.of(BundleWriter.Chosen.of(0)));
    }
  }

  private List<String> said(WitnessKey... given) {
    List<NoteVerifier> keys =
        Stream.concat(Stream.of(Given.DESK.verifier()), Stream.of(given).map(WitnessKey::verifier))
            .toList();
    return BundleVerifier.verify(bundle, keys).checks().stream()
        .filter(check -> check.name().endsWith("witnesses"))
        .map(check -> check.result() + " " + check.name() + ": " + check.words())
        .toList();
  }

  @Test
  void withoutTheirKeysItNamesThoseThatItCouldNotCheck() {
    assertThat(said())
        .containsExactly(
            "NOT_CHECKED witnesses: The checkpoint has further signatures, of city.example/witness,"
                + " paper.example/witness, which were not checked; give the keys of the witnesses you"
                + " trust with --key.");
  }

  @Test
  void withSomeKeysItNamesWhomItCheckedWhoIsMissingAndWhoIsNotChecked() {
    assertThat(said(city, absent))
        .containsExactly(
            "OK witnesses: Cosigned by city.example/witness at 2026-11-26T12:00:00Z. Not by"
                + " absent.example/witness.",
            "NOT_CHECKED other witnesses: Further signatures, of paper.example/witness, were not"
                + " checked: you gave no key of theirs.");
  }

  @Test
  void withAllKeysNothingIsLeftOpen() {
    assertThat(said(city, paper))
        .singleElement()
        .asString()
        .contains("city.example/witness at", "paper.example/witness at")
        .doesNotContain("Not by");
  }

  @Test
  void witnessesOfOnesOwnThatDidNotCosignAreNoProof() {
    assertThat(said(absent))
        .containsExactly(
            "FAILED witnesses: None of the witnesses you gave cosigned the checkpoint.");
  }
}
