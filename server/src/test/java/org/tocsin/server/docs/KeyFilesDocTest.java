// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: of every key that a server makes it is written who is trusted with it, what
 * its thief could do and what its loss costs.
 */
class KeyFilesDocTest {

  @Test
  void everyKeyThatAServerMakesStandsInTheTableWithItsThiefAndItsLoss() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("..", "docs", "operate", "data-folder.md")).stream()
            .filter(line -> line.startsWith("| `keys/"))
            .toList();
    Path keys = ServerWorld.running().bean(DataFolder.class).folder("keys");
    try (Stream<Path> made = Files.list(keys)) {
      assertThat(made.map(file -> file.getFileName().toString()).toList())
          .contains("record.key", "answer.key")
          .allSatisfy(name ->
              assertThat(rows.stream().filter(row -> row.startsWith("| `keys/" + name + "` |")))
                  .as(name)
                  .singleElement()
                  .satisfies(row -> assertThat(row.split(" \\| ")).hasSize(5)));
    }
  }
}
