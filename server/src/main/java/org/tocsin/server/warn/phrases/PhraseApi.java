// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Times;
import org.tocsin.server.kernel.web.DeskTime;

/** The library of phrases over HTTP. */
@RestController
@RequestMapping("/api/v1/phrases")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class PhraseApi {

  private final PhraseBook book;
  private final Reviews reviews;
  private final String sender;

  PhraseApi(
      PhraseBook book, Reviews reviews, @Value("${tocsin.sender.name:Tocsin desk}") String sender) {
    this.book = book;
    this.reviews = reviews;
    this.sender = sender;
  }

  /** A language of the library. */
  record LanguageView(
      String language, String name, String english, String direction, String translator) {
    static LanguageView of(PhraseLanguage each) {
      return new LanguageView(
          each.code(), each.name(), each.english(), each.direction(), each.translator());
    }
  }

  /** A phrase whatever the language, in the words of the original. */
  record PhraseView(
      String id, String kind, String cap, SequencedSet<String> slots, String english) {}

  /** The library. */
  record BookView(List<LanguageView> languages, List<PhraseView> phrases) {}

  /**
   * A phrase in one language, or what a channel puts around a text, for example {@code letters}.
   */
  record WordsView(
      String id,
      String kind,
      String text,
      String spoken,
      PlainLevel level,
      PlainLevel.Length sms,
      boolean reviewed,
      @Nullable Review review) {}

  /** All phrases of one language. */
  record PhrasesView(LanguageView language, List<WordsView> phrases) {}

  /** What to say, in which languages; times with a zone. */
  record TextsBody(
      @Nullable List<String> languages,
      @Nullable List<String> phrases,
      @Nullable String place,
      @Nullable String from,
      @Nullable String until,
      @Nullable String source,
      @Nullable String number) {}

  /** Who translated or reviewed. */
  record ReviewBody(
      @Nullable String translator, @Nullable String reviewer, @Nullable String office) {}

  @GetMapping
  BookView all() {
    PhraseLanguage original =
        book.languages().stream().filter(PhraseLanguage::original).findFirst().orElseThrow();
    return new BookView(
        book.languages().stream().map(LanguageView::of).toList(),
        book.phrases().stream()
            .map(each ->
                new PhraseView(
                    each.id(),
                    each.kind().word(),
                    each.cap(),
                    each.slots(),
                    original.text(each.id())))
            .toList());
  }

  @GetMapping("/{language}")
  PhrasesView in(@PathVariable String language) {
    PhraseLanguage in = book.require(language);
    return new PhrasesView(LanguageView.of(in), words(book, reviews, in));
  }

  static List<WordsView> words(PhraseBook book, Reviews reviews, PhraseLanguage in) {
    Map<String, Review> recorded = reviews.phrases(in);
    List<WordsView> all = new ArrayList<>();
    for (Phrase each : book.phrases()) {
      String text = in.text(each.id());
      String spoken = Objects.requireNonNullElse(in.spoken().get(each.id()), text);
      all.add(view(in, each.id(), each.kind().word(), text, spoken, recorded.get(each.id())));
    }
    reviews
        .fixedWords(in)
        .forEach((name, fixed) ->
            all.add(view(in, name, "around a text", fixed, fixed, recorded.get(name))));
    return all;
  }

  private static WordsView view(
      PhraseLanguage in,
      String id,
      String kind,
      String text,
      String spoken,
      @Nullable Review review) {
    return new WordsView(
        id,
        kind,
        text,
        spoken,
        PlainLevel.of(in.code(), text),
        PlainLevel.sms(text),
        in.original() || (review != null && review.reviewed()),
        review);
  }

  @PostMapping("/texts")
  @Requires(Role.OFFICER)
  List<Composed> compose(@RequestBody TextsBody body) {
    PhraseValues values =
        new PhraseValues(
            given(body.place()),
            Times.parse("from", given(body.from())),
            Times.parse("until", given(body.until())),
            given(body.source()).isBlank() ? sender : given(body.source()),
            given(body.number()),
            DeskTime.zone());
    List<String> phrases = body.phrases() == null ? List.of() : body.phrases();
    List<String> languages = body.languages() == null ? List.of() : body.languages();
    return languages.stream()
        .distinct()
        .map(each -> Composed.of(book, book.require(each), phrases, values))
        .toList();
  }

  private static String given(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  @PostMapping("/{language}/{phrase}/reviews")
  @Requires(Role.OFFICER)
  @ResponseStatus(HttpStatus.CREATED)
  Review review(
      @PathVariable String language, @PathVariable String phrase, @RequestBody ReviewBody body) {
    return reviews.ofPhrase(
        language, phrase, given(body.translator()), given(body.reviewer()), given(body.office()));
  }
}
