// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: the tree of RFC 6962 gives and accepts exactly the right hashes. */
class MerkleTest {

  @ParameterizedTest
  @MethodSource("proofVectors")
  void judgesTheProofVectorsAsTheirAuthorsDo(Map<String, @Nullable Object> vector) {
    assertThat(accepts(vector))
        .as(Given.string(vector, "path"))
        .isEqualTo(!Given.flag(vector, "wantErr"));
  }

  static List<Map<String, @Nullable Object>> proofVectors() {
    List<Map<String, @Nullable Object>> vectors = new ArrayList<>();
    // 2^64-1 is a Go uint64; as a signed long it is -1.
    String lines = Given.vectorText("merkle-proofs.jsonl").replace("18446744073709551615", "-1");
    for (String line : lines.lines().toList()) {
      Map<String, @Nullable Object> vector =
          CanonicalJson.object(CanonicalJson.parse(line), "vector");
      if (!isGoodWithRootsThatAreNoHashes(vector)) {
        vectors.add(vector);
      }
    }
    return vectors;
  }

  /** One vector accepts equal sizes with the roots "don't care"; a Hash has 32 bytes. */
  private static boolean isGoodWithRootsThatAreNoHashes(Map<String, @Nullable Object> vector) {
    return vector.get("root1") instanceof String root
        && root.length() != 44
        && !Given.flag(vector, "wantErr");
  }

  private static boolean accepts(Map<String, @Nullable Object> vector) {
    try {
      List<Hash> proof =
          Given.strings(Objects.requireNonNullElse(vector.get("proof"), List.of())).stream()
              .map(Hash::fromBase64)
              .toList();
      return Given.string(vector, "kind").equals("inclusion")
          ? Merkle.verifyInclusion(
              Hash.fromBase64(Given.string(vector, "leafHash")),
              Given.number(vector, "leafIdx"),
              Given.number(vector, "treeSize"),
              proof,
              Hash.fromBase64(Given.string(vector, "root")))
          : Merkle.verifyConsistency(
              Given.number(vector, "size1"),
              Hash.fromBase64(Given.string(vector, "root1")),
              Given.number(vector, "size2"),
              Hash.fromBase64(Given.string(vector, "root2")),
              proof);
    } catch (RecordException e) {
      return false; // some vectors hold hashes of other lengths
    }
  }

  @Test
  void buildsTheReferenceTree() {
    Map<String, @Nullable Object> tree = Given.vectorObject("rfc6962-reference-tree.json");
    List<Hash> leaves =
        Given.strings(tree.get("leaves")).stream()
            .map(hex -> Merkle.leaf(HexFormat.of().parseHex(hex)))
            .toList();
    assertThat(Merkle.root(List.of()).hex()).isEqualTo(tree.get("empty_root"));
    List<String> roots = Given.strings(tree.get("roots"));
    for (int i = 0; i < roots.size(); i++) {
      assertThat(Merkle.root(leaves.subList(0, i + 1)).hex()).isEqualTo(roots.get(i));
    }
    for (Map<String, @Nullable Object> path : Given.objects(tree.get("audit_paths"))) {
      List<Hash> prefix = leaves.subList(0, (int) Given.number(path, "size"));
      assertThat(Merkle.inclusionProof(prefix, Given.number(path, "leaf") - 1))
          .extracting(Hash::hex)
          .isEqualTo(path.get("path"));
    }
    for (Map<String, @Nullable Object> proof : Given.objects(tree.get("consistency"))) {
      List<Hash> prefix = leaves.subList(0, (int) Given.number(proof, "size2"));
      assertThat(Merkle.consistencyProof(prefix, Given.number(proof, "size1")))
          .extracting(Hash::hex)
          .isEqualTo(proof.get("proof"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithPlainRecursionOnRandomTrees(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 40; round++) {
      List<byte[]> entries = Given.randomEntries(random, 1 + random.nextInt(200));
      List<Hash> leaves = entries.stream().map(Merkle::leaf).toList();
      Hash root = Merkle.root(leaves);
      String where = "seed " + seed + ", round " + round;
      assertThat(root).as(where).isEqualTo(Hash.of(PlainTree.root(entries)));
      int index = random.nextInt(entries.size());
      List<Hash> proof = PlainTree.hashes(PlainTree.path(index, entries));
      assertThat(Merkle.inclusionProof(leaves, index)).as(where).isEqualTo(proof);
      refusesChanged(
          where,
          proof,
          changed ->
              Merkle.verifyInclusion(leaves.get(index), index, leaves.size(), changed, root));
    }
  }

  @Test
  void provesConsistencyBetweenEveryPairOfSizes() {
    List<byte[]> entries = Given.randomEntries(new SplittableRandom(4), 130);
    List<Hash> leaves = entries.stream().map(Merkle::leaf).toList();
    List<Hash> roots = new ArrayList<>();
    for (int size = 0; size <= leaves.size(); size++) {
      roots.add(Merkle.root(leaves.subList(0, size)));
    }
    for (int size = 1; size <= leaves.size(); size++) {
      for (int old = 1; old <= size; old++) {
        int from = old;
        int to = size;
        List<Hash> proof = Merkle.consistencyProof(leaves.subList(0, to), from);
        assertThat(proof)
            .isEqualTo(PlainTree.hashes(PlainTree.proof(from, entries.subList(0, to))));
        refusesChanged(
            from + " to " + to,
            proof,
            changed -> Merkle.verifyConsistency(from, roots.get(from), to, roots.get(to), changed));
        if (from < to) {
          assertThat(Merkle.verifyConsistency(from, roots.get(to), to, roots.get(to), proof))
              .isFalse();
        }
      }
    }
  }

  @Test
  void refusesIndexesOutsideTheTree() {
    List<Hash> leaves = List.of(Merkle.leaf(new byte[0]));
    assertThatThrownBy(() -> Merkle.inclusionProof(leaves, 1))
        .hasMessageContaining("entry 1 is not in a tree of size 1");
    assertThatThrownBy(() -> Merkle.consistencyProof(leaves, 2)).hasMessageContaining("size 2");
  }

  private interface Judge {
    boolean accepts(List<Hash> proof);
  }

  private static void refusesChanged(String where, List<Hash> proof, Judge judge) {
    assertThat(judge.accepts(proof)).as(where).isTrue();
    List<Hash> extra = new ArrayList<>(proof);
    extra.add(Merkle.EMPTY_ROOT);
    assertThat(judge.accepts(extra)).as(where + ", one hash more").isFalse();
    if (!proof.isEmpty()) {
      assertThat(judge.accepts(proof.subList(1, proof.size()))).as(where + ", first").isFalse();
      assertThat(judge.accepts(proof.subList(0, proof.size() - 1))).as(where).isFalse();
    }
    if (proof.size() > 1) {
      List<Hash> reversed = new ArrayList<>(proof);
      Collections.reverse(reversed);
      assertThat(judge.accepts(reversed)).as(where + ", reordered").isFalse();
    }
  }
}
