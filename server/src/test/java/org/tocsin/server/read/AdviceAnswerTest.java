// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: of what a model says only that is kept which the text says word for word. */
class AdviceAnswerTest {

  private static final String TEXT =
      "The mayor said the gang would strike again. The mayor said the gang would strike again on"
          + " Friday, and the police denied it.";

  private final JsonMapper json = JsonMapper.builder().build();

  private static Map<String, Object> record(String quote, String... fields) {
    Map<String, Object> record = new java.util.HashMap<>();
    record.put("type", "threat");
    record.put("voice", "asserted");
    record.put("quote", quote);
    for (int i = 0; i < fields.length; i += 2) {
      record.put(fields[i], fields[i + 1]);
    }
    return record;
  }

  private AdviceAnswer read(Object... records) throws Exception {
    return said(json.writeValueAsString(Map.of("records", List.of(records))));
  }

  private AdviceAnswer said(String words) throws Exception {
    return AdviceAnswer.read(
        json.writeValueAsBytes(
            Map.of("choices", List.of(Map.of("message", Map.of("content", words))))),
        TEXT,
        json);
  }

  @Test
  void whatStandsInTheTextIsKeptWithItsPlace() throws Exception {
    AdviceAnswer answer =
        read(record("The mayor said the gang would strike", "asserted_by", "The mayor"));
    assertThat(answer.dropped()).isZero();
    Advice.Suggestion only = answer.suggestions().getFirst();
    assertThat(TEXT.substring(only.start(), only.end())).isEqualTo(only.text());
    assertThat(only.fields()).containsExactly(Map.entry("asserted_by", "The mayor"));
  }

  @Test
  void theSameWordsTwiceAreTwoPlaces() throws Exception {
    String quote = "The mayor said the gang would strike again";
    AdviceAnswer answer = read(record(quote), record(quote));
    assertThat(answer.suggestions())
        .extracting(Advice.Suggestion::start)
        .containsExactly(0, TEXT.lastIndexOf("The mayor"));
  }

  @Test
  void oneWordThatTheTextDoesNotSayDropsTheWholeRecord() throws Exception {
    AdviceAnswer answer =
        read(
            record("The mayor said the gang will strike"),
            record("the police denied it", "actor", "the army"),
            record("the police denied it", "actor", "the police"),
            record(""),
            record("the police denied it", "place", "x".repeat(300)));
    assertThat(answer.dropped()).isEqualTo(4);
    assertThat(answer.suggestions()).hasSize(1);
  }

  @Test
  void kindsAndVoicesThatThereAreNotDropTheRecord() throws Exception {
    Map<String, Object> rumour = record("the police denied it");
    rumour.put("type", "rumour");
    Map<String, Object> sung = record("the police denied it");
    sung.put("voice", "sung");
    assertThat(read(rumour, sung, "a word", List.of()).dropped()).isEqualTo(4);
  }

  @Test
  void aFenceAroundTheJsonDoesNoHarm() throws Exception {
    String words = json.writeValueAsString(Map.of("records", List.of(record("the police"))));
    assertThat(said("Here it is:\n```json\n" + words + "\n```\n").suggestions()).hasSize(1);
  }

  @Test
  void anEndlessListIsCut() throws Exception {
    Object[] many = java.util.Collections.nCopies(300, record("the police denied it")).toArray();
    AdviceAnswer answer = read(many);
    assertThat(answer.suggestions()).hasSize(100);
    assertThat(answer.dropped()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "I cannot help with that.", "{\"records\": 7}", "[]", "{\"records\": ["})
  void otherWordsAreRefused(String words) {
    assertThatThrownBy(() -> said(words))
        .isInstanceOf(AdviceAnswer.UnusableAnswerException.class)
        .hasMessageContaining("the model's words");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "<html>", "{\"choices\": []}"})
  void anotherFormIsRefused(String body) {
    assertThatThrownBy(() -> AdviceAnswer.read(body.getBytes(UTF_8), TEXT, json))
        .isInstanceOf(AdviceAnswer.UnusableAnswerException.class);
  }
}
