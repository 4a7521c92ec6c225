// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.Voice;
import org.tocsin.server.read.Advice.Suggestion;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Believes of a model's answer only what can be shown in the text: a record of which any citation
 * is not there word for word is dropped whole. Whatever the report made the model say, it can thus
 * say nothing that the report does not.
 *
 * @param suggestions what is kept, in order of the text
 * @param dropped how many records were not
 */
record AdviceAnswer(List<Suggestion> suggestions, int dropped) {

  /** What may be cited beside the statement's own words. */
  static final List<String> FIELDS =
      List.of("asserted_by", "actor", "recipient", "target", "place", "time");

  private static final int RECORDS_MOST = 100;
  private static final int QUOTE_MOST = 1_000;
  private static final int FIELD_MOST = 200;
  private static final Set<String> TYPES = words(FindingType.values());
  private static final Set<String> VOICES = words(Voice.values());

  AdviceAnswer {
    suggestions = List.copyOf(suggestions);
  }

  /**
   * Reads an answer of chat completions.
   *
   * @param body the answer's body
   * @param text the report's text as it was sent
   * @throws UnusableAnswerException when it is none of the form that was asked for
   */
  static AdviceAnswer read(byte[] body, String text, JsonMapper json)
      throws UnusableAnswerException {
    List<Suggestion> kept = new ArrayList<>();
    int dropped = 0;
    for (JsonNode record : records(body, json)) {
      Optional<Suggestion> suggestion =
          kept.size() < RECORDS_MOST ? suggestion(record, text, kept) : Optional.empty();
      suggestion.ifPresent(kept::add);
      dropped += suggestion.isPresent() ? 0 : 1;
    }
    kept.sort(Comparator.comparingInt(Suggestion::start).thenComparingInt(Suggestion::end));
    return new AdviceAnswer(kept, dropped);
  }

  /** Why an answer cannot be used; the message is for the desk and holds nothing of the answer. */
  static final class UnusableAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableAnswerException(String why) {
      super(why);
    }
  }

  private static JsonNode records(byte[] body, JsonMapper json) throws UnusableAnswerException {
    try {
      JsonNode content = json.readTree(body).at("/choices/0/message/content");
      if (!content.isString()) {
        throw new UnusableAnswerException("its answer is none of chat completions");
      }
      JsonNode records = json.readTree(bare(content.asString())).at("/records");
      if (!records.isArray()) {
        throw new UnusableAnswerException("the model's words hold no list of records");
      }
      return records;
    } catch (JacksonException e) {
      throw new UnusableAnswerException("the model's words are no JSON");
    }
  }

  /** Without the fence that models like to put around JSON. */
  private static String bare(String content) {
    int from = content.indexOf('{');
    int to = content.lastIndexOf('}');
    return from < 0 || to < from ? content : content.substring(from, to + 1);
  }

  private static Optional<Suggestion> suggestion(
      JsonNode record, String text, List<Suggestion> earlier) {
    String type = word(record, "type");
    String voice = word(record, "voice");
    String quote = record.path("quote").asString("").strip();
    int start = quote.isEmpty() || quote.length() > QUOTE_MOST ? -1 : unused(quote, text, earlier);
    if (start < 0 || !TYPES.contains(type) || !VOICES.contains(voice)) {
      return Optional.empty();
    }
    Map<String, String> fields = new HashMap<>();
    for (String name : FIELDS) {
      String cited = record.path(name).asString("").strip();
      if (cited.length() > FIELD_MOST || !text.contains(cited)) {
        return Optional.empty();
      }
      if (!cited.isEmpty()) {
        fields.put(name, cited);
      }
    }
    return Optional.of(new Suggestion(type, voice, start, start + quote.length(), quote, fields));
  }

  private static String word(JsonNode record, String name) {
    return record.path(name).asString("").strip().toLowerCase(Locale.ROOT);
  }

  /** Where these words stand that no earlier record has cited; the first of them otherwise. */
  private static int unused(String quote, String text, List<Suggestion> earlier) {
    int at = text.indexOf(quote);
    while (at >= 0) {
      int here = at;
      if (earlier.stream().noneMatch(each -> each.start() == here)) {
        return at;
      }
      at = text.indexOf(quote, at + 1);
    }
    return text.indexOf(quote);
  }

  private static <T extends Enum<T>> Set<String> words(T[] values) {
    return Arrays.stream(values)
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
