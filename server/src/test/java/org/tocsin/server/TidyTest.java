// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the house is tidy. */
class TidyTest {

  private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
  private static final int LINES_MAX = 500;
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern PLACE =
      Pattern.compile("(?s)/\\*\\*\\s+\\* (Stage \\d of 9|The |Ground floor)");

  @Test
  void everyDecisionHasItsOwnNumber() throws IOException {
    Map<String, Path> numbers = new HashMap<>();
    for (Path decision : files(HOUSE.resolve("docs/decisions"), ".md")) {
      String name = decision.getFileName().toString();
      assertThat(name).matches("(\\d{4}-[a-z0-9-]+|README)\\.md");
      if (!name.equals("README.md")) {
        assertThat(numbers.put(name.substring(0, 4), decision)).as("twice " + name).isNull();
      }
    }
  }

  @Test
  void everyLinkInOurPagesLeadsSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : files(HOUSE, ".md")) {
      Matcher link = LINK.matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""));
      while (link.find()) {
        String target = link.group(1).replaceAll("#.*", "");
        boolean outside =
            target.isEmpty() || target.matches("[a-z+]+:.*") || target.startsWith("/");
        if (!outside && !Files.exists(page.resolveSibling(target))) {
          dead.add(HOUSE.relativize(page) + " -> " + target);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void longFilesSayWhyTheyAreLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : files(HOUSE, ".java")) {
      List<String> lines = Files.readAllLines(file);
      boolean reason =
          lines.stream().limit(80).anyMatch(line -> line.contains("This file is long because"));
      if (lines.size() > LINES_MAX && !reason) {
        tooLong.add(HOUSE.relativize(file) + ": " + lines.size() + " lines");
      }
    }
    assertThat(tooLong)
        .as("over %d lines without 'This file is long because'", LINES_MAX)
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarkedAndEveryStageOpensWithItsPlace() throws IOException {
    List<String> bare = new ArrayList<>();
    Path server = HOUSE.resolve("server/src/main/java/org/tocsin/server");
    for (Path file : files(HOUSE, ".java")) {
      if (!file.toString().contains("/src/main/java/")) {
        continue;
      }
      Path info = file.resolveSibling("package-info.java");
      if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
        bare.add(HOUSE.relativize(info).toString());
      }
    }
    for (Path stage : folders(server)) {
      if (!PLACE.matcher(Files.readString(stage.resolve("package-info.java"))).find()) {
        bare.add(HOUSE.relativize(stage) + " does not open with its place");
      }
    }
    assertThat(bare.stream().distinct()).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    String word = "TO" + "DO";
    List<String> left = new ArrayList<>();
    for (String end : List.of(".java", ".jte", ".sql", ".js", ".css", ".yaml", ".md")) {
      for (Path file : files(HOUSE, end)) {
        if (Files.readString(file).contains(word)) {
          left.add(HOUSE.relativize(file).toString());
        }
      }
    }
    assertThat(left).isEmpty();
  }

  private static final Pattern NOT_OURS = Pattern.compile("target|data|vendor|\\.[^.].*");

  private static List<Path> files(Path folder, String end) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          /** What is built, and by whom, changes while one looks: it is not entered. */
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            boolean ours = !NOT_OURS.matcher(String.valueOf(path.getFileName())).matches();
            return ours || path.equals(folder)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && path.getFileName().toString().endsWith(end)) {
              found.add(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }
}
