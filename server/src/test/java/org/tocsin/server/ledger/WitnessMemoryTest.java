// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.record.Checkpoint;
import org.tocsin.record.Hash;
import org.tocsin.record.Merkle;
import org.tocsin.record.NoteKey;
import org.tocsin.record.SignedNote;
import org.tocsin.record.Witness;
import org.tocsin.record.WitnessKey;
import org.tocsin.server.world.PostgresWorld;

/** FEATURE UNDER TEST: nodes of one witness never cosign two histories, however they race. */
class WitnessMemoryTest {

  private static final int NODES = 4;
  private static final int ROUNDS = 25;

  private final PostgresWorld.Database database = PostgresWorld.freshDatabase();
  private final NoteKey log = NoteKey.generate("log.example/record", new SecureRandom());
  private final WitnessKey key =
      WitnessKey.generate("w.example", WitnessKey.Algorithm.ED25519, new SecureRandom());

  private Witness node() {
    return new Witness(
        List.of(key),
        Map.of(log.name(), List.of(log.verifier())),
        new WitnessMemory(JdbcClient.create(database.dataSource())),
        InstantSource.system());
  }

  /** A request for a tree that doubles: {@code old} entries under one root, as many beside them. */
  private byte[] request(long old, Hash before, Hash beside) {
    String proof = old == 0 ? "" : beside.base64() + "\n";
    Hash root = old == 0 ? beside : Merkle.node(before, beside);
    Checkpoint next = new Checkpoint(log.name(), old == 0 ? 1 : 2 * old, root);
    String note =
        new String(SignedNote.sign(next.text(), List.of(log)).bytes(), StandardCharsets.UTF_8);
    return ("old " + old + "\n" + proof + "\n" + note).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void ofAsManyHistoriesAsThereAreNodesOneIsCosigned() throws Exception {
    List<Witness> nodes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      nodes.add(node());
    }
    long size = 0;
    Hash root = Merkle.leaf(new byte[0]);
    CyclicBarrier together = new CyclicBarrier(NODES);
    try (ExecutorService threads = Executors.newFixedThreadPool(NODES)) {
      for (int round = 0; round < ROUNDS; round++) {
        List<Hash> beside = new ArrayList<>();
        List<Future<Witness.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
          Hash own = Merkle.leaf(new byte[] {(byte) round, (byte) i});
          beside.add(own);
          byte[] body = request(size, root, own);
          Witness node = nodes.get(i);
          answers.add(
              threads.submit(() -> {
                together.await();
                return node.add(body);
              }));
        }
        List<Integer> cosigned = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
          Witness.Answer answer = answers.get(i).get();
          assertThat(answer.status()).as(answer.text()).isIn(200, 409);
          if (answer.status() == 200) {
            cosigned.add(i);
          }
        }
        assertThat(cosigned).as("round %d", round).hasSize(1);
        Hash won = beside.get(cosigned.getFirst());
        root = size == 0 ? won : Merkle.node(root, won);
        size = size == 0 ? 1 : 2 * size;
      }
    }
  }

  @Test
  void whatWasCosignedOutlivesTheNode() throws IOException {
    Hash leaf = Merkle.leaf(new byte[] {1});
    assertThat(node().add(request(0, leaf, leaf)).status()).isEqualTo(200);
    Witness.Answer again = node().add(request(0, leaf, leaf));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).isEqualTo("1\n");
  }
}
