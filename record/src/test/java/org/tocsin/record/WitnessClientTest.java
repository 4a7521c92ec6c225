// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.WitnessClient.Outcome;
import org.tocsin.record.WitnessClient.Reply;

/** FEATURE UNDER TEST: a record gets its checkpoints cosigned, and hears when it may not. */
class WitnessClientTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final URI AT = URI.create("https://witness.example/w/");

  @TempDir Path temp;
  private final WitnessKey key =
      WitnessKey.generate("witness.example/w", WitnessKey.Algorithm.ED25519, new SecureRandom());
  private final List<String> asked = new ArrayList<>();
  private RecordFolder record;
  private Witness witness;
  private WitnessClient client;

  @BeforeEach
  void open() throws IOException {
    record = RecordFolder.open(temp.resolve("record"), Given.DESK);
    witness =
        new Witness(
            List.of(key),
            Map.of(Given.DESK.name(), List.of(Given.DESK.verifier())),
            new FolderWitnessStore(temp.resolve("witness")),
            InstantSource.fixed(NOW));
    client = client(this::post);
  }

  @AfterEach
  void close() throws IOException {
    record.close();
  }

  private WitnessClient client(WitnessClient.Post post) {
    return new WitnessClient(AT, List.of(key.verifier()), post, InstantSource.fixed(NOW));
  }

  private Reply post(URI to, byte[] body) throws IOException {
    assertThat(to).hasToString("https://witness.example/w/add-checkpoint");
    asked.add(Given.utf8(body).lines().findFirst().orElseThrow());
    Witness.Answer answer = witness.add(body);
    return new Reply(answer.status(), answer.contentType(), answer.text());
  }

  private void grow(int entries) throws IOException {
    record.append(Given.randomEntries(new SplittableRandom(entries), entries));
  }

  @Test
  void provesFromWhatTheWitnessSawLast() throws IOException {
    grow(3);
    assertThat(client.ask(record.reader())).isInstanceOf(Outcome.Cosigned.class);
    grow(300);
    Outcome outcome = client.ask(record.reader());
    assertThat(outcome).isInstanceOf(Outcome.Cosigned.class);
    SignedCheckpoint cosigned = ((Outcome.Cosigned) outcome).checkpoint();
    assertThat(cosigned.verify(Given.DESK.verifier()).size()).isEqualTo(303);
    assertThat(cosigned.cosignedBy(List.of(key.verifier())))
        .containsExactly(new SignedCheckpoint.Cosigned(key.verifier(), NOW));
    assertThat(client.ask(record.reader())).as("once more").isInstanceOf(Outcome.Cosigned.class);
    assertThat(asked).containsExactly("old 0", "old 3", "old 303");
  }

  @Test
  void learnsTheSizeFromAConflictAfterARestart() throws IOException {
    grow(5);
    client.ask(record.reader());
    grow(7);
    assertThat(client(this::post).ask(record.reader())).isInstanceOf(Outcome.Cosigned.class);
    assertThat(asked).containsExactly("old 0", "old 0", "old 5");
  }

  @Test
  void saysThatTheWitnessIsAheadOfARecordThatWasRolledBack() throws IOException {
    grow(5);
    RecordReader before = record.reader();
    grow(5);
    client.ask(record.reader());
    assertThat(client(this::post).ask(before)).isEqualTo(new Outcome.Ahead(10));
  }

  @Test
  void saysThatTheWitnessContradictsASecondHistory() throws IOException {
    grow(5);
    client.ask(record.reader());
    try (RecordFolder second = RecordFolder.open(temp.resolve("second"), Given.DESK)) {
      second.append(Given.randomEntries(new SplittableRandom(77), 9));
      assertThat(client.ask(second.reader())).isInstanceOf(Outcome.Contradicted.class);
    }
  }

  @Test
  void tellsRefusalsFromNoAnswer() throws IOException {
    grow(1);
    for (int status : List.of(400, 403, 404, 413)) {
      assertThat(client((to, body) -> new Reply(status, "", "no\n")).ask(record.reader()))
          .isEqualTo(new Outcome.Refused(status, "no"));
    }
    for (int status : List.of(301, 429, 500, 503)) {
      assertThat(client((to, body) -> new Reply(status, "", "")).ask(record.reader()))
          .isInstanceOf(Outcome.NoAnswer.class);
    }
    WitnessClient dead =
        client((to, body) -> {
          throw new IOException("refused");
        });
    assertThat(dead.ask(record.reader())).isInstanceOf(Outcome.NoAnswer.class);
  }

  @Test
  void givesUpOnAConflictWithoutEndOrSize() throws IOException {
    grow(9);
    List<byte[]> bodies = new ArrayList<>();
    WitnessClient turning =
        client((to, body) -> {
          bodies.add(body);
          return new Reply(409, "text/x.tlog.size", (bodies.size() % 2 + 3) + "\n");
        });
    assertThat(turning.ask(record.reader())).isInstanceOf(Outcome.NoAnswer.class);
    assertThat(bodies).hasSize(2);
    for (Reply reply :
        List.of(
            new Reply(409, "text/plain", "4\n"),
            new Reply(409, "text/x.tlog.size", "4"),
            new Reply(409, "text/x.tlog.size", "04\n"),
            new Reply(409, "text/x.tlog.size", "-4\n"))) {
      assertThat(client((to, body) -> reply).ask(record.reader()))
          .as(reply.text())
          .isInstanceOf(Outcome.NoAnswer.class);
    }
  }

  @Test
  void keepsOnlyCosignaturesThatVerify() throws IOException {
    grow(2);
    Checkpoint now = record.checkpoint().checkpoint();
    String good = key.cosign(now, NOW).line();
    WitnessKey stranger =
        WitnessKey.generate("stranger.example", WitnessKey.Algorithm.ED25519, new SecureRandom());
    String unknown = stranger.cosign(now, NOW).line();
    Outcome outcome = answered(unknown + good);
    assertThat(outcome).isInstanceOf(Outcome.Cosigned.class);
    assertThat(((Outcome.Cosigned) outcome).checkpoint().note().signatures()).hasSize(2);
    Checkpoint other = new Checkpoint(now.origin(), 3, now.root());
    Instant ahead = NOW.plus(Duration.ofHours(1));
    for (String bad :
        List.of(
            "",
            "\n",
            "nonsense\n",
            good.strip(),
            unknown,
            key.cosign(other, NOW).line(),
            key.cosign(now, ahead).line(),
            good.repeat(17))) {
      assertThat(answered(bad)).as(bad).isInstanceOf(Outcome.NoAnswer.class);
    }
  }

  private Outcome answered(String text) {
    return client((to, body) -> new Reply(200, "text/plain", text)).ask(record.reader());
  }

  @Test
  void isNotGivenARecordsKeyForAWitnesss() {
    assertThatThrownBy(() ->
            new WitnessClient(
                AT, List.of(Given.DESK.verifier()), this::post, InstantSource.fixed(NOW)))
        .hasMessageContaining("cosignature keys");
  }

  @Test
  void aRecordKeepsTheCosignaturesThroughARestartAndForBundles() throws IOException {
    grow(4);
    Outcome.Cosigned outcome = (Outcome.Cosigned) client.ask(record.reader());
    assertThat(record.keep(outcome.checkpoint())).isTrue();
    assertThat(record.checkpoint()).isEqualTo(outcome.checkpoint());
    grow(4);
    assertThat(record.keep(outcome.checkpoint())).as("outgrown, yet the best it has").isTrue();
    record.close();
    record = RecordFolder.open(temp.resolve("record"), Given.DESK);
    RecordReader cosigned = record.findCosigned().orElseThrow();
    assertThat(cosigned.checkpoint()).isEqualTo(outcome.checkpoint());
    assertThat(cosigned.root(4)).isEqualTo(outcome.checkpoint().checkpoint().root());
    assertThat(record.size()).isEqualTo(8);
    Checkpoint foreign = new Checkpoint(Given.DESK.name(), 4, Merkle.EMPTY_ROOT);
    assertThatThrownBy(() -> record.keep(foreign.sign(Given.DESK)))
        .hasMessageContaining("another root");
  }
}
