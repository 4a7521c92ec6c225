// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: the set of types that an entry of the record can have is closed, and written
 * where whoever watches a record finds it.
 */
class EntryTypesDocTest {
  private static final Path SOURCE = Path.of("src/main/java/org/tocsin/server");
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z]+)` \\| (.*) \\|$");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");
  private static final Pattern NAMED =
      Pattern.compile("\\bAct\\s*\\.of\\(\\s*\"([A-Za-z]+)\"\\s*\\)");

  /** A type that is chosen: its names stand elsewhere in the same file. */
  private static final Pattern CHOSEN =
      Pattern.compile("(?<!static )\\bAct\\s*\\.of\\(\\s*[^\"\\s]");

  private static final Pattern NAME = Pattern.compile("\"([A-Z][a-z]+(?:[A-Z][a-z]+)+)\"");

  /** Types whose names are put together, or stand in the library. */
  private static final Map<String, List<String>> MADE =
      Map.of(
          "read",
          List.of("FindingAccepted", "FindingMended", "FindingRejected", "FindingAdded"),
          "ledger",
          List.of("RecordKeyChanged"));

  @Test
  void everyTypeThatTheSourceNamesIsListedByStageAndNoOther() throws IOException {
    Map<String, Set<String>> named = new TreeMap<>();
    MADE.forEach((stage, types) -> named.put(stage, new TreeSet<>(types)));
    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        Set<String> types = names(NAMED, text);
        if (CHOSEN.matcher(text).find()) {
          types.addAll(names(NAME, text));
        }
        if (!types.isEmpty()) {
          named
              .computeIfAbsent(SOURCE.relativize(file).getName(0).toString(), _ -> new TreeSet<>())
              .addAll(types);
        }
      }
    }
    assertThat(listed()).isEqualTo(named);
  }

  @Test
  void noServerHasWrittenAnother() throws IOException {
    Set<String> all = new TreeSet<>();
    listed().values().forEach(all::addAll);
    ServerWorld world = ServerWorld.running();
    assertThat(
            world
                .bean(JdbcClient.class)
                .sql("select distinct type from ledger.entry")
                .query(String.class)
                .list())
        .isNotEmpty()
        .isSubsetOf(all);
  }

  private static Map<String, Set<String>> listed() throws IOException {
    Map<String, Set<String>> listed = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "reference", "entry-types.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        listed.put(row.group(1), names(TYPE, row.group(2)));
      }
    }
    return listed;
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }
}
