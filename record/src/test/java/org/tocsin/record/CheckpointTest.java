// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: checkpoints and proof files are read and written as C2SP says. */
class CheckpointTest {

  @Test
  void refusesTheBodiesThatTheirAuthorsRefuse() {
    Map<String, @Nullable Object> bodies = Given.vectorObject("checkpoint-bodies.json");
    for (Map<String, @Nullable Object> vector : Given.objects(bodies.get("parse_fail"))) {
      assertThatThrownBy(() -> Checkpoint.parse(Given.string(vector, "body")))
          .as(Given.string(vector, "desc"))
          .isInstanceOf(RecordException.class);
    }
  }

  @Test
  void readsTheBodiesThatTheirAuthorsReadOnceTheRootHas32Bytes() {
    Map<String, @Nullable Object> bodies = Given.vectorObject("checkpoint-bodies.json");
    String root = Merkle.leaf(new byte[0]).base64();
    for (Map<String, @Nullable Object> vector : Given.objects(bodies.get("parse_ok"))) {
      String body = Given.string(vector, "body").replace(Given.string(vector, "root"), root);
      Checkpoint checkpoint = Checkpoint.parse(body);
      assertThat(checkpoint.text()).isEqualTo(body);
      assertThat(checkpoint.origin()).isEqualTo(vector.get("origin"));
      assertThat(checkpoint.size()).isEqualTo(vector.get("size"));
      assertThat(checkpoint.extensions()).isEqualTo(vector.get("extensions"));
    }
  }

  @Test
  void refusesOtherSpellingsOfTheSameSize() {
    String root = Merkle.leaf(new byte[0]).base64();
    for (String size : List.of("007", "+7", " 7", "7 ", "٧", "")) {
      assertThatThrownBy(() -> Checkpoint.parse("desk.example\n" + size + "\n" + root + "\n"))
          .as(size)
          .isInstanceOf(RecordException.class);
    }
  }

  @Test
  void isSignedOnlyByTheKeyOfItsOrigin() {
    Checkpoint checkpoint = new Checkpoint("other.example", 0, Merkle.EMPTY_ROOT);
    assertThatThrownBy(() -> checkpoint.sign(Given.DESK)).hasMessageContaining("cannot sign");
    assertThatThrownBy(() -> new Checkpoint(CaseBundle.HEADER, 0, Merkle.EMPTY_ROOT))
        .hasMessageContaining("must not be");
  }

  @Test
  void writesProofFilesByteForByte() {
    Map<String, @Nullable Object> cases = Given.vectorObject("tlog-proof-cases.json");
    for (Map<String, @Nullable Object> vector : Given.objects(cases.get("marshal"))) {
      Optional<byte[]> extra =
          Optional.ofNullable((String) vector.get("extra_base64")).map(Base64.getDecoder()::decode);
      TlogProof proof =
          new TlogProof(
              extra,
              Given.number(vector, "index"),
              Given.strings(vector.get("hashes")).stream().map(Hash::fromBase64).toList(),
              Given.utf8(Given.string(vector, "checkpoint")));
      byte[] file = Given.utf8(Given.string(vector, "want"));
      assertThat(proof.bytes()).isEqualTo(file);
      assertThat(TlogProof.parse(file).bytes()).isEqualTo(file);
    }
  }

  @Test
  void refusesTheProofFilesThatTheirAuthorsRefuse() {
    Map<String, @Nullable Object> cases = Given.vectorObject("tlog-proof-cases.json");
    for (Map<String, @Nullable Object> vector : Given.objects(cases.get("reject"))) {
      assertThatThrownBy(() -> TlogProof.parse(Given.utf8(Given.string(vector, "proof"))))
          .as(Given.string(vector, "why"))
          .isInstanceOf(RecordException.class);
    }
  }

  @Test
  void findsTilesWhereTheSpecificationPutsThem() {
    Map<String, @Nullable Object> paths = Given.vectorObject("tile-paths.json");
    for (Map<String, @Nullable Object> vector : Given.objects(paths.get("index_encoding"))) {
      assertThat(TilePath.index(Given.number(vector, "n"))).isEqualTo(vector.get("path"));
    }
    assertThat(TilePath.tile(0, 0, 256)).isEqualTo("tile/0/000");
    assertThat(TilePath.tile(2, 999, 17)).isEqualTo("tile/2/999.p/17");
    assertThat(TilePath.bundle(1000, 1)).isEqualTo("tile/entries/x001/000.p/1");
  }
}
