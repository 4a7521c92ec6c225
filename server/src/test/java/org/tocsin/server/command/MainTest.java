// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.command.Command.Streams;

/** FEATURE UNDER TEST: the forms, the output and the exit codes that scripts rely on. */
class MainTest {
  @TempDir Path folder;
  private Path alert = Path.of("");
  private Path watchers = Path.of("");

  @BeforeEach
  void copyExamples() throws IOException {
    alert = example("alert.xml");
    watchers = example("watchers.csv");
  }

  private record Outcome(int code, String out, String err) {}

  private static Outcome tocsin(String... arguments) {
    return tocsin(new byte[0], arguments);
  }

  private static Outcome tocsin(byte[] input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of(arguments),
            new Streams(
                new ByteArrayInputStream(input),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8)));
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Path example(String name) throws IOException {
    try (InputStream in = Rehearsal.class.getResourceAsStream("rehearsal/" + name)) {
      assertThat(in).as(name).isNotNull();
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  @Test
  void helpNamesEveryCommand() {
    Outcome help = tocsin("--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("serve", "read", "check", "match", "verify", "test", "bench");
    assertThat(tocsin("check", "--help").out()).startsWith("tocsin check [--json]");
  }

  @ParameterizedTest
  @CsvSource({
    "serv, did you mean \"serve\"?",
    "chek, did you mean \"check\"?",
    "xyzzy, there is no command \"xyzzy\"",
  })
  void anUnknownWordIsWrongUsageAndTheNearestIsNamed(String word, String answer) {
    Outcome outcome = tocsin(word);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "check --wrong x, unknown option --wrong",
    "check, name a file",
    "check --profile ipaws x, there is no profile \"ipaws\"",
    "check nowhere.xml, there is no file nowhere.xml",
    "match --alert a.xml, --watchers is missing",
    "match --watchers, --watchers needs a value",
    "match --watchers w --watchers w --alert a, given 2 times",
    "match --watchers w --alert a --at 2024-03-08T18:00, a time with its zone",
    "serve --port 70000, it must be 1 to 65535",
    "serve now, \"now\" is not expected here",
  })
  void wrongUsageIsRefusedWithTheReason(String line, String reason) {
    Outcome outcome = tocsin(line.split(" "));
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains(reason);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void checkPrintsALineAFileAndASummary() throws IOException {
    Outcome good = tocsin("check", "--json", alert.toString());
    assertThat(good.code()).as(good.toString()).isZero();
    assertThat(good.out())
        .startsWith(
            "{\"file\":\""
                + alert
                + "\",\"valid\":true,\"version\":\"1.2\",\"profile\":null,\"problems\":[")
        .endsWith("]}\n")
        .hasLineCount(1);
    assertThat(good.err()).contains("1 file checked: 1 valid, 0 not");

    Files.writeString(folder.resolve("bad.xml"), "<alert>\n<oops");
    Outcome both = tocsin("check", "--json", folder.toString());
    assertThat(both.code()).isEqualTo(1);
    assertThat(both.out()).hasLineCount(2).contains("bad.xml\",\"valid\":false");
    assertThat(both.err()).contains("2 files checked: 1 valid, 1 not");

    Outcome piped = tocsin(Files.readAllBytes(alert), "check", "-");
    assertThat(piped.code()).isZero();
    assertThat(piped.out()).startsWith("-: valid, CAP 1.2");
  }

  @Test
  void matchPrintsTheSortedIdsOfThoseInTheWay() {
    Outcome window = match();
    assertThat(window.code()).as(window.toString()).isZero();
    assertThat(window.out()).isEqualTo("w1\nw2\n");
    // The visitor is there on the evening of the 8th only.
    assertThat(match("--at", "2024-03-08T12:00:00Z").out()).isEqualTo("w1\n");
    assertThat(match("--at", "2024-03-08T18:00:00+03:00").out()).isEqualTo("w1\nw2\n");
  }

  @Test
  void matchRefusesAnAlertThatTellsNoPlace() throws IOException {
    String codesOnly =
        Files.readString(alert)
            .replaceAll(
                "(?s)<polygon>.*</circle>",
                "<geocode><valueName>SAME</valueName><value>1</value></geocode>");
    Files.writeString(alert, codesOnly);
    Outcome outcome = match();
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("has 1 geocodes and no polygon or circle", "nobody was matched");

    Files.writeString(
        alert, "<!DOCTYPE alert [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><alert>&x;</alert>");
    assertThat(match().code()).isEqualTo(1);
  }

  @Test
  void matchKeepsRefusedLinesInAFileThatIsReadAgainWhenMended() throws IOException {
    String good = Files.readString(watchers);
    Files.writeString(watchers, good + good.lines().toList().get(1).replaceFirst("w1", "") + "\n");
    Path rejects = folder.resolve("rejects.csv");
    Outcome outcome = match("--rejects", rejects.toString());
    assertThat(outcome.code()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out()).isEqualTo("w1\nw2\n");
    assertThat(outcome.err()).contains("id: id is missing", "Mend them in " + rejects);
    assertThat(Files.readString(rejects))
        .startsWith("reason," + good.lines().findFirst().orElseThrow() + "\n\"line ")
        .hasLineCount(2);

    Files.writeString(rejects, Files.readString(rejects).replace("\",,", "\",w9,"));
    watchers = rejects;
    Outcome mended = match();
    assertThat(mended.code()).as(mended.toString()).isZero();
    assertThat(mended.out()).isEqualTo("w9\n");
    assertThat(match("--rejects", rejects.toString()).code()).isEqualTo(2);
  }

  @Test
  void matchReadsGeoJson() throws IOException {
    watchers =
        Files.writeString(
            folder.resolve("watchers.geojson"),
            """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","id":"g1","properties":{"channel":"email","address":"g@example.org"},
               "geometry":{"type":"LineString","coordinates":[[30,50],[45,60]]}},
              {"type":"Feature","id":"g2","properties":{"channel":"email","address":"h@example.org"},
               "geometry":{"type":"Point","coordinates":[-100,10]}}
            ]}
            """);
    Files.writeString(
        alert,
        Files.readString(alert)
            .replaceFirst(
                "(?s)<polygon>.*</circle>", "<polygon>50,30 60,30 60,45 50,45 50,30</polygon>"));
    assertThat(match().out()).isEqualTo("g1\n");
  }

  private Outcome match(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("match", "--watchers", watchers.toString(), "--alert", alert.toString()));
    line.addAll(List.of(more));
    return tocsin(line.toArray(String[]::new));
  }

  @Test
  void jsonLinesEscapeWhatTheyMust() {
    String line =
        new JsonLine()
            .begin()
            .put("a", "q\" b\\ n\n \ud800 \ud83d\ude00 é")
            .put("n", 3)
            .end()
            .toString();
    assertThat(line).isEqualTo("{\"a\":\"q\\\" b\\\\ n\\u000a \\ud800 \ud83d\ude00 é\",\"n\":3}");
  }
}
