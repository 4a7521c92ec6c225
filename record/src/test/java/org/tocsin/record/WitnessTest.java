// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: a witness answers as c2sp.org/tlog-witness says, and never forgets. */
class WitnessTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final String ORIGIN =
      "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562";

  @TempDir Path folder;
  private final WitnessKey key =
      WitnessKey.generate("example.com/witness", WitnessKey.Algorithm.ED25519, new SecureRandom());
  private FolderWitnessStore store;

  @BeforeEach
  void open() throws IOException {
    store = new FolderWitnessStore(folder);
  }

  private Witness witness(Map<String, List<NoteVerifier>> logs) {
    return new Witness(List.of(key), logs, store, InstantSource.fixed(NOW));
  }

  private Witness ofDesk() {
    return witness(Map.of(Given.DESK.name(), List.of(Given.DESK.verifier())));
  }

  @Test
  void answersTheExchangesOfTorchwoodInTheirOrder() throws IOException {
    Map<String, @Nullable Object> vectors = Given.vectorObject("witness-add-checkpoint.json");
    String hex = "ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f";
    NoteVerifier log = NoteVerifier.ed25519(ORIGIN, HexFormat.of().parseHex(hex));
    Witness witness = witness(Map.of(ORIGIN, List.of(log)));
    for (Map<String, @Nullable Object> exchange : Given.objects(vectors.get("exchanges"))) {
      byte[] body = Given.utf8(Given.string(exchange, "body"));
      assertThat(AddCheckpoint.parse(body).bytes()).isEqualTo(body);
      Witness.Answer answer = witness.add(body);
      String expected = Given.string(exchange, "asserts");
      // Torchwood answered 403 before the specification said 404 for an origin that is not known.
      boolean unknown = expected.contains("unknown log");
      assertThat(answer.status())
          .as(answer.text())
          .isEqualTo(unknown ? 404 : (int) Given.number(exchange, "status"));
      String text = expected.substring(expected.indexOf('"') + 1, expected.lastIndexOf('"'));
      if (expected.startsWith("body ==")) {
        assertThat(answer.text()).isEqualTo(text.replace("\\n", "\n"));
        assertThat(answer.contentType()).isEqualTo("text/x.tlog.size");
      } else {
        assertThat(answer.text()).contains(text.replace("\\\"", "").strip());
      }
      if (answer.status() == 200) {
        SignedCheckpoint cosigned =
            SignedCheckpoint.parse(
                Given.utf8(Given.utf8(AddCheckpoint.parse(body).note().bytes()) + answer.text()));
        assertThat(cosigned.cosignedBy(List.of(key.verifier())))
            .containsExactly(new SignedCheckpoint.Cosigned(key.verifier(), NOW));
      }
    }
    SignedCheckpoint latest =
        SignedCheckpoint.parse(witness.latest(FolderWitnessStore.originHash(ORIGIN)).body());
    assertThat(latest.verify(log).size()).isEqualTo(5);
    assertThat(latest.cosignedBy(List.of(key.verifier()))).hasSize(1);
  }

  @Test
  void tellsTheStatusesApart() throws IOException {
    List<Hash> leaves =
        Given.randomEntries(new SplittableRandom(1), 9).stream().map(Merkle::leaf).toList();
    Witness witness = ofDesk();
    assertThat(status(witness, 0, List.of(), at(leaves, 4))).isEqualTo(200);
    List<Hash> proof = Merkle.consistencyProof(leaves, 4);
    assertThat(status(witness, 5, proof, at(leaves, 4))).as("old above new").isEqualTo(400);
    assertThat(status(witness, 0, List.of(), at(leaves, 9))).as("from elsewhere").isEqualTo(409);
    assertThat(status(witness, 4, List.of(), at(leaves, 9))).as("no proof").isEqualTo(422);
    assertThat(status(witness, 4, proof, fork(9))).as("fork").isEqualTo(422);
    assertThat(status(witness, 4, List.of(), fork(4))).as("fork, same size").isEqualTo(422);
    assertThat(status(witness, 4, proof, at(leaves, 4))).as("proof of nothing").isEqualTo(422);
    assertThat(status(witness, 4, List.of(), at(leaves, 4))).as("again").isEqualTo(200);
    assertThat(status(witness, 4, proof, at(leaves, 9))).isEqualTo(200);
    assertThat(status(witness, 4, List.of(), at(leaves, 4))).as("rolled back").isEqualTo(409);
    NoteKey thief = Given.key(Given.DESK.name(), 9);
    SignedCheckpoint stolen = at(leaves, 9).checkpoint().sign(thief);
    assertThat(status(witness, 9, List.of(), stolen)).as("another key").isEqualTo(403);
    NoteKey stranger = Given.key("stranger.example", 9);
    SignedCheckpoint other = new Checkpoint("stranger.example", 9, leaves.get(0)).sign(stranger);
    assertThat(status(witness, 0, List.of(), other)).as("another origin").isEqualTo(404);
  }

  @Test
  void takesTheEmptyTreeOnlyWithItsOwnRoot() throws IOException {
    Witness witness = ofDesk();
    String empty = Given.DESK.name() + "\n0\n" + Merkle.EMPTY_ROOT.base64() + "\n";
    String wrong = Given.DESK.name() + "\n0\n" + Merkle.leaf(new byte[0]).base64() + "\n";
    assertThat(witness.add(body("old 0\n", wrong)).status()).isEqualTo(422);
    assertThat(witness.add(body("old 0\n", empty)).status()).isEqualTo(200);
    assertThat(witness.add(body("old 0\n" + hash() + "\n", empty)).status()).isEqualTo(422);
    assertThat(witness.add(body("old 0\n", empty)).status()).isEqualTo(200);
  }

  private static byte[] body(String head, String text) {
    SignedNote note = SignedNote.sign(text, List.of(Given.DESK));
    return Given.utf8(head + "\n" + Given.utf8(note.bytes()));
  }

  @Test
  void refusesWhatIsNoRequest() throws IOException {
    Witness witness = ofDesk();
    String text = Given.DESK.name() + "\n0\n" + Merkle.EMPTY_ROOT.base64() + "\n";
    for (String head :
        List.of(
            "",
            "old\n",
            "old 00\n",
            "old -1\n",
            "old  0\n",
            "Old 0\n",
            "old 0\r\n",
            "old 0\nAAAA\n",
            "old 9223372036854775808\n",
            "old 0\n" + (hash() + "\n").repeat(64))) {
      assertThat(witness.add(body(head, text)).status()).as(head).isEqualTo(400);
    }
    assertThat(witness.add(new byte[] {(byte) 0xFF}).status()).isEqualTo(400);
    assertThat(witness.add(new byte[Witness.maxRequestBytes() + 1]).status()).isEqualTo(413);
    assertThat(witness.latest("nonsense").status()).isEqualTo(404);
    assertThat(witness.latest(FolderWitnessStore.originHash(Given.DESK.name())).status())
        .as("nothing cosigned yet")
        .isEqualTo(404);
  }

  @Test
  void cosignsWithEveryKeyItHas() throws IOException {
    WitnessKey late =
        WitnessKey.generate(
            "example.com/witness", WitnessKey.Algorithm.ML_DSA_44, new SecureRandom());
    Witness witness =
        new Witness(
            List.of(key, late),
            Map.of(Given.DESK.name(), List.of(Given.DESK.verifier())),
            store,
            InstantSource.fixed(NOW));
    SignedCheckpoint checkpoint =
        new Checkpoint(Given.DESK.name(), 0, Merkle.EMPTY_ROOT).sign(Given.DESK);
    Witness.Answer answer = witness.add(AddCheckpoint.of(0, List.of(), checkpoint).bytes());
    SignedCheckpoint cosigned =
        SignedCheckpoint.parse(Given.utf8(Given.utf8(checkpoint.bytes()) + answer.text()));
    assertThat(cosigned.cosignedBy(List.of(key.verifier(), late.verifier())))
        .extracting(SignedCheckpoint.Cosigned::at)
        .containsExactly(NOW, NOW);
    NoteVerifier reread = NoteVerifier.parse(late.verifier().vkey());
    assertThat(cosigned.cosignedBy(List.of(reread))).hasSize(1);
    assertThat(WitnessKey.parse(late.privateText()).verifier()).isEqualTo(reread);
    String damaged = late.privateText().replace("+KEY+e", "+KEY+f");
    assertThatThrownBy(() -> WitnessKey.parse(damaged))
        .hasMessageContaining("name was edited")
        .hasMessageNotContaining(late.privateText().substring(60));
  }

  @Test
  void anMlDsa44CosignatureCoversNameOriginSizeRootAndTime() {
    WitnessKey late = WitnessKey.generate("w", WitnessKey.Algorithm.ML_DSA_44, new SecureRandom());
    Checkpoint checkpoint = new Checkpoint("o", 7, Merkle.leaf(new byte[0]));
    byte[] message = MlDsa44.findMessage("w", 0x0102, Given.utf8(checkpoint.text())).orElseThrow();
    // The structure of the specification by hand: label, name, time, origin, start, end, hash.
    String expected =
        "737562747265652f76310a00"
            + "0177"
            + "0000000000000102"
            + "016f"
            + "0000000000000000"
            + "0000000000000007"
            + checkpoint.root().hex();
    assertThat(HexFormat.of().formatHex(message)).isEqualTo(expected);
    byte[] signature = late.cosign(checkpoint, NOW).signature();
    byte[] text = Given.utf8(checkpoint.text());
    assertThat(late.verifier().verify(text, signature)).isTrue();
    assertThat(late.verifier().verify(Given.utf8("o\n8\n" + hash() + "\n"), signature)).isFalse();
    byte[] later = signature.clone();
    later[7] ^= 1;
    assertThat(late.verifier().verify(text, later)).as("time shifted").isFalse();
    assertThat(late.verifier().verify(text, Arrays.copyOf(signature, 72))).isFalse();
    byte[] extended = Given.utf8(checkpoint.text() + "an extension\n");
    assertThat(late.verifier().verify(extended, signature)).as("lines nobody signed").isFalse();
  }

  @Test
  void judgesAnMlDsa44SignatureMadeByTorchwood() throws IOException {
    Map<String, @Nullable Object> vector = Given.vectorObject("witness-mldsa.json");
    NoteVerifier log = NoteVerifier.parse(Given.string(vector, "vkey"));
    byte[] body = Given.utf8(Given.string(vector, "body"));
    assertThat(AddCheckpoint.parse(body).note().verify(List.of(log))).containsExactly(log);
    Witness witness = witness(Map.of(log.name(), List.of(log)));
    byte[] forged = Given.utf8(Given.string(vector, "body").replace("\n1\n", "\n2\n"));
    assertThat(witness.add(forged).status()).isEqualTo(403);
    assertThat(witness.add(body).status()).isEqualTo(200);
  }

  @Test
  void manyRequestsAtOnceNeverRollItBack() throws Exception {
    List<Hash> leaves =
        Given.randomEntries(new SplittableRandom(2), 40).stream().map(Merkle::leaf).toList();
    Witness one = ofDesk();
    Witness other =
        new Witness(
            List.of(key),
            Map.of(Given.DESK.name(), List.of(Given.DESK.verifier())),
            new FolderWitnessStore(folder), // as another process would open it
            InstantSource.fixed(NOW));
    List<Callable<Long>> requests = new ArrayList<>();
    for (int size = 1; size <= 40; size++) {
      int to = size;
      requests.add(() -> pushTo(to % 2 == 0 ? one : other, leaves.subList(0, to)));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Long> done : threads.invokeAll(requests)) {
        done.get();
      }
    }
    Witness.Answer latest = one.latest(FolderWitnessStore.originHash(Given.DESK.name()));
    assertThat(SignedCheckpoint.parse(latest.body()).checkpoint())
        .isEqualTo(at(leaves, 40).checkpoint());
  }

  /** Tries until the witness has this size or a larger one; what it keeps may only grow. */
  private static long pushTo(Witness witness, List<Hash> leaves) throws IOException {
    long old = 0;
    while (old < leaves.size()) {
      List<Hash> proof = Merkle.consistencyProof(leaves, old);
      Witness.Answer answer =
          witness.add(AddCheckpoint.of(old, proof, at(leaves, leaves.size())).bytes());
      assertThat(answer.status()).as(answer.text()).isIn(200, 409);
      long now = answer.status() == 200 ? leaves.size() : Long.parseLong(answer.text().strip());
      assertThat(now).isGreaterThanOrEqualTo(old);
      old = now;
    }
    return old;
  }

  @Test
  void remembersThroughACrashAtEveryStep() throws IOException {
    List<Hash> leaves =
        Given.randomEntries(new SplittableRandom(3), 9).stream().map(Merkle::leaf).toList();
    for (int step = 1; ; step++) {
      Path place = Files.createTempDirectory(folder, "w");
      Map<String, List<NoteVerifier>> desk =
          Map.of(Given.DESK.name(), List.of(Given.DESK.verifier()));
      new Witness(List.of(key), desk, new FolderWitnessStore(place), InstantSource.fixed(NOW))
          .add(AddCheckpoint.of(0, List.of(), at(leaves, 4)).bytes());
      int[] left = {step};
      FolderWitnessStore cut =
          new FolderWitnessStore(
              place,
              (done, path) -> {
                if (--left[0] == 0) {
                  throw new IOException("power cut");
                }
              });
      byte[] next = AddCheckpoint.of(4, Merkle.consistencyProof(leaves, 4), at(leaves, 9)).bytes();
      boolean answered;
      try {
        Witness cuttable = new Witness(List.of(key), desk, cut, InstantSource.fixed(NOW));
        answered = cuttable.add(next).status() == 200;
      } catch (IOException e) {
        answered = false;
      }
      byte[] kept = new FolderWitnessStore(place).find(Given.DESK.name()).orElseThrow();
      long size = SignedCheckpoint.parse(kept).checkpoint().size();
      assertThat(size).as("step " + step).isIn(answered ? List.of(9L) : List.of(4L, 9L));
      if (answered) {
        assertThat(step).isGreaterThan(3);
        return;
      }
    }
  }

  @Test
  void aStoreTakesOnlyWhatFollowsWhatItHas() throws IOException {
    byte[] a = {1};
    byte[] b = {2};
    assertThat(store.replace("o", Optional.of(a), b)).isFalse();
    assertThat(store.replace("o", Optional.empty(), a)).isTrue();
    assertThat(store.replace("o", Optional.empty(), b)).isFalse();
    assertThat(store.replace("o", Optional.of(b), b)).isFalse();
    assertThat(store.find("o")).hasValue(a);
    assertThat(store.replace("o", Optional.of(a), b)).isTrue();
    assertThat(new FolderWitnessStore(folder).find("o")).hasValue(b);
    assertThat(store.find("other")).isEmpty();
  }

  private static int status(
      Witness witness, long old, List<Hash> proof, SignedCheckpoint checkpoint) throws IOException {
    return witness.add(AddCheckpoint.of(old, proof, checkpoint).bytes()).status();
  }

  private static SignedCheckpoint at(List<Hash> leaves, int size) {
    return new Checkpoint(Given.DESK.name(), size, Merkle.root(leaves.subList(0, size)))
        .sign(Given.DESK);
  }

  private static SignedCheckpoint fork(int size) {
    return new Checkpoint(Given.DESK.name(), size, Merkle.leaf(new byte[] {9})).sign(Given.DESK);
  }

  private static String hash() {
    return Merkle.leaf(new byte[] {1}).base64();
  }
}
