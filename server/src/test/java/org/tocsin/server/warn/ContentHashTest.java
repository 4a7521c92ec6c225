// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.WarningId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** FEATURE UNDER TEST: the hash that is signed changes with whatever anybody changes. */
class ContentHashTest {

  private static final String AUDIENCE = "a".repeat(64);
  private static final WarningId EARLIER = new WarningId("warning_01HRS4000000000000000000AB");

  private final ContentHash hash = new ContentHash(Drafts.JSON);

  private String of(Draft draft) {
    return hash.of(MessageType.ALERT, Optional.empty(), draft, AUDIENCE);
  }

  @Test
  void theSameContentGivesTheSameHash() {
    Draft again =
        Drafts.JSON.readValue(
            Drafts.JSON.writeValueAsString(Drafts.publicAlert(Drafts.FROM)), Draft.class);
    assertThat(of(again)).isEqualTo(of(Drafts.publicAlert(Drafts.FROM))).hasSize(64);
  }

  @Test
  void everyFieldOfTheDraftCounts() {
    Draft draft = Drafts.publicAlert(Drafts.FROM);
    Set<String> hashes = new HashSet<>();
    hashes.add(of(draft));
    List<String> leaves = new ArrayList<>();
    leaves(Drafts.JSON.valueToTree(draft), "", leaves);
    for (String leaf : leaves) {
      JsonNode value = Drafts.JSON.valueToTree(draft).at(leaf);
      Draft changed = Drafts.with(draft, leaf, other(value, leaf));
      assertThat(hashes.add(of(changed))).as("%s is not hashed", leaf).isTrue();
    }
    assertThat(leaves).hasSizeGreaterThan(40);
  }

  @Test
  void messageTypeWhatItFollowsAndTheAudienceCount() {
    Draft draft = Drafts.publicAlert(Drafts.FROM);
    assertThat(
            Set.of(
                of(draft),
                hash.of(MessageType.UPDATE, Optional.empty(), draft, AUDIENCE),
                hash.of(MessageType.ALERT, Optional.of(EARLIER), draft, AUDIENCE),
                hash.of(MessageType.ALERT, Optional.empty(), draft, "b".repeat(64))))
        .hasSize(4);
  }

  @Test
  void anyRandomChangeOfATextChangesIt() {
    long seed = 20_240_307;
    Random random = new Random(seed);
    Draft draft = Drafts.publicAlert(Drafts.FROM);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder(draft.texts().getFirst().description());
      int at = random.nextInt(text.length());
      char with = (char) ('!' + random.nextInt(90));
      if (text.charAt(at) == with) {
        continue;
      }
      text.setCharAt(at, with);
      Draft changed =
          Drafts.with(
              draft, "/texts/0/description", Drafts.JSON.writeValueAsString(text.toString()));
      assertThat(of(changed)).as("seed %d, try %d", seed, i).isNotEqualTo(of(draft));
    }
  }

  private static void leaves(JsonNode node, String at, List<String> found) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> leaves(field.getValue(), at + "/" + field.getKey(), found));
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      for (int i = 0; i < array.size(); i++) {
        leaves(array.get(i), at + "/" + i, found);
      }
    } else {
      found.add(at);
    }
  }

  private static String other(JsonNode value, String leaf) {
    if (value.isNumber()) {
      return Double.toString(value.asDouble() + 1).replaceAll("\\.0$", "");
    }
    if (value instanceof ArrayNode) {
      return "[\"more\"]";
    }
    return leaf.startsWith("/window") ? "\"2024-03-08T01:02:03Z\"" : "\"changed\"";
  }
}
