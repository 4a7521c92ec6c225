// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Report;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.StoredReading.FieldWords;
import org.tocsin.server.read.StoredReading.Found;
import org.tocsin.server.read.StoredReading.FoundFigure;
import org.tocsin.server.read.StoredReading.FoundPlace;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: a training example is what spec/training-example.md says, to the byte. */
class TrainingExampleTest {

  private static final Path VECTOR = Path.of("..", "spec", "vectors", "training-examples.jsonl");
  private static final Instant AT = Instant.parse("2024-03-07T08:00:00Z");
  private static final ReportId REPORT = new ReportId("report_00000000000000000000000000");
  private static final String TEXT =
      "A bomb exploded at a school in Springfield on Tuesday and killed at least three people, police"
          + " said.\r\nThe ministry denied that it had been warned.";

  private static FieldWords words(String field, String words) {
    int start = TEXT.indexOf(words);
    return new FieldWords(field, start, start + words.length());
  }

  private static Review by(Review.State state) {
    return new Review(
        state,
        Optional.of("officer_00000000000000000000000000"),
        Optional.of(AT),
        Optional.empty(),
        Optional.empty());
  }

  private static Found attack(Review review, String voice) {
    return new Found(
        0,
        "attack",
        0,
        TEXT.indexOf("\r\n"),
        TEXT.substring(0, TEXT.indexOf("\r\n")),
        Optional.of("police"),
        Optional.of("Somebody whom the text does not name"),
        Optional.empty(),
        Optional.of("school"),
        Optional.of("bombing"),
        Optional.of(
            new FoundPlace(
                "Springfield",
                "Springfield",
                37.21533,
                -93.29824,
                Optional.of("US"),
                OptionalLong.of(4409896),
                OptionalDouble.empty(),
                List.of())),
        Optional.of(Instant.parse("2024-03-05T00:00:00Z")),
        Optional.empty(),
        Optional.of(
            new FoundFigure(
                OptionalLong.of(3), OptionalLong.empty(), "at least", "killed at least three")),
        Optional.empty(),
        List.of(),
        voice,
        "likely",
        false,
        "attack.done-bomb-went",
        List.of(
            words("assertedBy", "police"),
            words("target", "school"),
            words("place", "Springfield"),
            words("time", "Tuesday")),
        review);
  }

  private static String example() {
    Report report =
        new Report(
            REPORT,
            "A bomb exploded",
            "text/plain",
            "0".repeat(64),
            TEXT.length(),
            "Wire",
            Grade.parse("B", "2"),
            Marking.GREEN,
            "api",
            AT,
            Optional.empty(),
            false);
    Found before = attack(Review.NONE, "fact");
    Found after = attack(by(Review.State.MENDED), "asserted");
    StoredReading reading =
        new StoredReading(
            REPORT,
            1,
            AT,
            "0.1.0",
            Optional.empty(),
            Optional.empty(),
            TEXT,
            List.of(after),
            List.of(),
            List.of());
    Mend mend =
        new Mend(
            REPORT,
            1,
            0,
            Mend.Kind.MENDED,
            Optional.empty(),
            Optional.of("a note that stays"),
            Optional.of(before),
            after,
            "officer_00000000000000000000000000",
            AT);
    return JsonMapper.shared()
            .writeValueAsString(TrainingExample.of(report, reading, List.of(mend)))
        + "\n";
  }

  @Test
  void theVectorOfTheSpecificationIsWhatTheDeskGives() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(VECTOR, example());
    }
    assertThat(example()).isEqualTo(Files.readString(VECTOR));
  }

  @Test
  void nobodysNameNoNoteAndNothingThatTheTextDoesNotSayIsInIt() {
    assertThat(example())
        .doesNotContain("officer_")
        .doesNotContain("a note that stays")
        .doesNotContain("does not name");
  }

  @Test
  void whatWasKeptBeforePeopleCouldReviewIsStillRead() {
    String old =
        """
        {"number":0,"type":"threat","start":0,"end":3,"text":"abc","place":{"text":"Paris","name":"Paris",
        "latitude":48.8,"longitude":2.3,"country":"FR"},"effects":[],"voice":"fact","certainty":"observed",
        "historic":false,"rule":"r"}
        """;
    Found found = JsonMapper.shared().readValue(old, Found.class);
    assertThat(found.review()).isEqualTo(Review.NONE);
    assertThat(found.evidence()).isEmpty();
    assertThat(found.place().orElseThrow().alternatives()).isEmpty();
    assertThat(found.place().orElseThrow().geonameId()).isEmpty();
    ReadingSummary summary =
        JsonMapper.shared()
            .readValue(
                "{\"read\":true,\"findings\":{\"threat\":1},\"places\":[],\"groups\":[],\"revision\":0}",
                ReadingSummary.class);
    assertThat(summary.leads()).isEmpty();
  }
}
