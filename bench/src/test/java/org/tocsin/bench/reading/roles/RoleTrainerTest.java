// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.reading.tagger.Found;
import org.tocsin.reading.tagger.Role;
import org.tocsin.reading.tagger.RoleTagger;

class RoleTrainerTest {
  private static final List<String> WEAPONS = List.of("bomb", "rocket", "grenade", "mine");
  private static final List<String> TARGETS =
      List.of("bridge", "bank", "embassy", "pipeline", "substation");

  @TempDir Path folder;

  /** Made-up reports of one pattern, every third without an attack. */
  private static List<RoleDocument> corpus() {
    List<RoleDocument> corpus = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String weapon = WEAPONS.get(i % WEAPONS.size());
      String target = TARGETS.get(i % TARGETS.size());
      Map<Role, List<List<String>>> entities = new EnumMap<>(Role.class);
      if (i % 3 == 0) {
        corpus.add(
            new RoleDocument(
                "d" + i,
                "Ministers met near the " + target + " and spoke of trade with " + i + " guests.",
                entities));
      } else {
        entities.put(Role.TARGET, List.of(List.of(target)));
        entities.put(Role.WEAPON, List.of(List.of(weapon)));
        corpus.add(
            new RoleDocument(
                "d" + i,
                "Rebels attacked the " + target + " with a " + weapon + ". " + i + " were hurt.",
                entities));
      }
    }
    return corpus;
  }

  private static byte[] trained(long seed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RoleTrainer.train(corpus(), seed).write(out);
    return out.toByteArray();
  }

  @Test
  void theSameDocumentsAndSeedGiveTheSameBytes() throws IOException {
    byte[] once = trained(1);

    assertThat(trained(1)).isEqualTo(once);
    assertThat(trained(2)).isNotEqualTo(once);
    assertThat(once.length).isLessThan(5_000_000);
  }

  @Test
  void weightsThatWereWrittenTagWhatTheyWereTrainedFor() throws IOException {
    Path file = Files.write(folder.resolve("weights"), trained(1));
    String text = "REBELS ATTACKED THE PIPELINE WITH A ROCKET. 4 WERE HURT.";

    List<Found> found = RoleTagger.open(file).tag(text);

    assertThat(found)
        .extracting(f -> f.role() + " " + f.mention().text())
        .containsExactlyInAnyOrder("TARGET PIPELINE", "WEAPON ROCKET");
    assertThat(found)
        .allSatisfy(f ->
            assertThat(text.substring(f.mention().start(), f.mention().end()))
                .isEqualTo(f.mention().text()));
    assertThat(RoleTagger.open(file).tag("Ministers met near the bank and spoke of trade."))
        .isEmpty();
  }

  @Test
  void aFileThatIsCutOffOrForeignIsRefused() throws IOException {
    byte[] whole = trained(1);
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 1));
    Path foreign = Files.writeString(folder.resolve("foreign"), "no weights, but some text");

    assertThatThrownBy(() -> RoleTagger.open(cut))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut off");
    assertThatThrownBy(() -> RoleTagger.open(foreign))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no file of weights");
  }
}
