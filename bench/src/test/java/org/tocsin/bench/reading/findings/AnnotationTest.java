// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the annotator's form, made whole and checked. */
class AnnotationTest {
  private static final String TEXT =
      "Gunmen shot at a bus in Owo on Sunday. Police said four people died. Police said no more.";

  private static Annotation complete(String finding) {
    return Annotation.parse("{\"document\": \"owo\", \"findings\": [" + finding + "]}")
        .complete(TEXT);
  }

  @Test
  void fillsInWhatACitationLeavesOutAndWhereItStands() {
    Annotation whole =
        complete(
            "{\"type\": \"attack\", \"text\": \"Gunmen … Sunday.\", \"actor\": \"Gunmen\","
                + " \"voice\": \"fact\"}");
    Mark mark = whole.marks().getFirst();
    assertThat(TEXT.substring(mark.start(), mark.end()))
        .isEqualTo("Gunmen shot at a bus in Owo on Sunday.");
    assertThat(whole.text()).contains("\"certainty\":\"observed\"");
    assertThat(Values.problems(whole, TEXT)).isEmpty();
  }

  @Test
  void looksForACitationAfterTheOneBefore() {
    Annotation whole =
        complete(
            "{\"type\": \"attack\", \"text\": \"Police said four\", \"voice\": \"asserted\"},"
                + "{\"type\": \"denial\", \"text\": \"Police said\", \"voice\": \"denied\"}");
    assertThat(whole.marks()).extracting(Mark::start).containsExactly(39, 39);
  }

  @Test
  void refusesACitationThatDoesNotStandInTheText() {
    assertThatThrownBy(() ->
            complete("{\"type\": \"attack\", \"text\": \"Gunmen fled\", \"voice\": \"fact\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("owo: does not stand in the text: Gunmen fled");
  }

  @Test
  void tellsOfEveryValueThatMayNotStandThere() {
    List<String> problems =
        Values.problems(
            complete(
                "{\"type\": \"assault\", \"text\": \"Gunmen … Sunday.\", \"actor\": \"Bandits\","
                    + " \"method\": \"gun\", \"killed\": {\"qualifier\": \"some\"},"
                    + " \"time\": {\"text\": \"Sunday\", \"from\": \"5 June\"}, \"voice\": \"loud\"}"),
            TEXT);
    assertThat(problems)
        .hasSize(7)
        .anyMatch(p -> p.contains("type \"assault\""))
        .anyMatch(p -> p.contains("voice \"loud\""))
        .anyMatch(p -> p.contains("actor \"Bandits\" does not stand in the text"))
        .anyMatch(p -> p.contains("method \"gun\""))
        .anyMatch(p -> p.contains("killed qualifier \"some\""))
        .anyMatch(p -> p.contains("killed has neither min nor max"))
        .anyMatch(p -> p.contains("time: from is no year"));
  }

  @Test
  void tellsOfAnOffsetThatIsWrong() {
    Annotation wrong =
        Annotation.parse(
            "{\"document\": \"owo\", \"findings\": [{\"type\": \"attack\", \"start\": 1, \"end\": 7,"
                + " \"text\": \"Gunmen\", \"voice\": \"fact\", \"certainty\": \"observed\"}]}");
    assertThat(Values.problems(wrong, TEXT))
        .containsExactly("owo, finding 1: text is not what stands at 1 to 7");
  }
}
