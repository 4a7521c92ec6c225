// SPDX-License-Identifier: Apache-2.0
package outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.reading.Document;
import org.tocsin.reading.Finding;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.ReadCommand;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Reading;
import org.tocsin.reading.ReadingJson;
import org.tocsin.reading.Voice;

/** FEATURE UNDER TEST: the public door alone; the example of reading/README.md. */
class ReadingExampleTest {
  @Test
  void readsAReportInFiveMinutes() {
    Document report =
        Document.text(
                "The Islamic State claimed responsibility for the attack near Moscow on Friday.")
            .withDate(ZonedDateTime.parse("2024-03-23T09:00:00+03:00"));

    Reading reading = Reader.standard().read(report);

    Finding claim = reading.findings(FindingType.CLAIM).getFirst();
    assertThat(claim.actor().orElseThrow().value()).isEqualTo("Islamic State");
    assertThat(claim.voice()).isEqualTo(Voice.CLAIMED);
    assertThat(claim.place().orElseThrow().name()).isEqualTo("Moscow");
    assertThat(claim.time().orElseThrow().from().toLocalDate()).hasToString("2024-03-22");
    assertThat(reading.text().substring(claim.span().start(), claim.span().end()))
        .isEqualTo(claim.text());
  }

  @Test
  void writesTheContractsJson() {
    Reading reading =
        Reader.standard().read(Document.text("Gunmen opened fire in Lyon, killing 3 people."));
    assertThat(ReadingJson.write(reading))
        .startsWith(
            "{\"places\":[{\"text\":\"Lyon\",\"start\":22,\"end\":26,\"name\":\"Lyon\",\"latitude\":45.")
        .contains("\"killed\":{\"min\":3,\"max\":3,\"qualifier\":\"exactly\"}")
        .contains("\"certainty\":\"observed\"")
        .doesNotContain("assertedBy")
        .doesNotContain("\n");
  }

  @Test
  void includesTheTextOfAPage() {
    Reading reading = Reader.standard().read(Document.html("<p>All is calm in Oslo.</p>"));
    assertThat(ReadingJson.write(reading)).startsWith("{\"text\":\"All is calm in Oslo.\",");
  }

  @Test
  void answersWithTheContractsExitCodes() {
    assertThat(run("", "--json")).isEqualTo(2);
    assertThat(run("", "--frobnicate", "-")).isEqualTo(2);
    assertThat(run("", "--date", "tomorrow", "-")).isEqualTo(2);
    assertThat(run("", "no-such-file.txt")).isEqualTo(2);
    assertThat(run("<?xml version='1.0'?><alert>", "-")).isEqualTo(1);
    assertThat(run("All is calm.", "-")).isZero();
    assertThat(run("All is calm.", "--json", "--date", "2024-03-22", "-")).isZero();
  }

  private static int run(String input, String... args) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return ReadCommand.run(
        List.of(args),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        nowhere,
        nowhere);
  }
}
