// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: the command over a folder of reports, some of which cannot be read. */
class ReadCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void fill() throws IOException {
    write("b.html", "<p>Gunmen opened fire in Lyon.</p>");
    write("a.txt", "A bomb exploded in Oslo.");
    write("in/c.eml", "Subject: =?utf-8?Q?caf=C3=A9?=\n\nA bomb exploded in Bergen.");
    write("in/broken.xml", "<alert>");
    write("in/picture.png", "\u0089PNG\0\0");
    write(".hidden/d.txt", "A bomb exploded in Rome.");
    write("in/.e.txt", "A bomb exploded in Rome.");
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
  }

  private int run(boolean terminal, String... args) {
    return ReadCommand.run(
        List.of(args),
        new ByteArrayInputStream("All is calm in Rome.".getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String told() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFolderIsReadInOrderAndWhatCannotBeReadIsTold() {
    assertThat(run(false, "--json", folder.toString())).isEqualTo(1);
    assertThat(lines())
        .satisfiesExactly(
            a -> assertThat(a).startsWith(object("a.txt")).contains("\"type\":\"attack\""),
            b -> assertThat(b).startsWith(object("b.html")).contains("\"text\":\"Gunmen"),
            broken ->
                assertThat(broken)
                    .startsWith(object("in/broken.xml"))
                    .contains("\"error\":\"XML cannot be read at line 1"),
            c -> assertThat(c).startsWith(object("in/c.eml")).contains("\"title\":\"café\""),
            picture ->
                assertThat(picture)
                    .startsWith(object("in/picture.png"))
                    .contains("\"error\":\"report is no text: byte 4 is zero"));
    assertThat(told())
        .contains("broken.xml: XML cannot be read at line 1")
        .endsWith("3 reports read, 2 not; 3 findings\n");
  }

  private String object(String name) {
    return "{\"file\":\"" + folder.resolve(name) + "\",";
  }

  @Test
  void withoutJsonEachReportHasItsHeading() {
    String file = folder.resolve("a.txt").toString();
    assertThat(run(false, file, "-")).isZero();
    assertThat(lines()).contains("== " + file, "== -").anyMatch(l -> l.startsWith("attack"));
  }

  @Test
  void manyFilesMoveABarOnATerminalAndTellTenthsElsewhere() throws IOException {
    for (int i = 0; i < 40; i++) {
      write("many/%02d.txt".formatted(i), "All is calm.");
    }
    String many = folder.resolve("many").toString();
    assertThat(run(false, many)).isZero();
    assertThat(told().lines().filter(l -> l.endsWith("files"))).hasSize(10);
    err.reset();
    assertThat(run(true, many)).isZero();
    assertThat(told()).contains("\r[##").contains("] 40 of 40").endsWith("0 findings\n");
  }

  @Test
  void aFileThatIsNotThereStopsOnlyItself() {
    assertThat(run(false, "--json", "gone.txt", folder.resolve("a.txt").toString())).isEqualTo(1);
    assertThat(lines()).hasSize(2);
    assertThat(told()).contains("gone.txt: there is no such file");
    assertThat(run(false, "gone.txt")).isEqualTo(2);
    assertThat(run(false, "-", "-")).isEqualTo(2);
    assertThat(run(false, "--", "--json")).isEqualTo(2);
  }

  @Test
  void anEmptyFolderIsNoFault() throws IOException {
    assertThat(run(false, Files.createDirectory(folder.resolve("none")).toString())).isZero();
    assertThat(told()).isEqualTo("0 reports read, 0 not; 0 findings\n");
  }
}
