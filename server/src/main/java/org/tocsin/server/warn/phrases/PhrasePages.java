// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/** The library of phrases as pages: every language, and one with its reviews. */
@Controller
@RequestMapping("/desk/phrases")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
public class PhrasePages {

  private final PhraseBook book;
  private final Reviews reviews;
  private final Page page;

  PhrasePages(PhraseBook book, Reviews reviews, Page page) {
    this.book = book;
    this.reviews = reviews;
    this.page = page;
  }

  /** A language with how many of its phrases a speaker has read. */
  public record Shelf(PhraseLanguage language, long reviewed, int all) {}

  /** A phrase in one language, beside the original. */
  public record Line(
      String id,
      String around,
      String kind,
      String english,
      String text,
      String spoken,
      String level,
      PlainLevel.Length sms,
      boolean reviewed,
      @Nullable Review review) {}

  @GetMapping
  ResponseEntity<String> all() {
    List<Shelf> shelves =
        book.languages().stream()
            .map(each -> {
              List<PhraseApi.WordsView> words = PhraseApi.words(book, reviews, each);
              long reviewed = words.stream().filter(PhraseApi.WordsView::reviewed).count();
              return new Shelf(each, reviewed, words.size());
            })
            .toList();
    return page.of("warn/phrases.jte", "Phrases", "warnings", Map.of("shelves", shelves));
  }

  @GetMapping("/{language}")
  ResponseEntity<String> one(@PathVariable String language) {
    return one(200, book.require(language), null);
  }

  private ResponseEntity<String> one(
      int status, PhraseLanguage language, @Nullable Problem refused) {
    PhraseLanguage original =
        book.languages().stream().filter(PhraseLanguage::original).findFirst().orElseThrow();
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("language", language);
    parameters.put("refused", refused);
    parameters.put(
        "lines",
        PhraseApi.words(book, reviews, language).stream()
            .map(each ->
                new Line(
                    each.id(),
                    reviews.fixedBy(each.id()).orElse(""),
                    each.kind(),
                    english(each.id(), original),
                    each.text(),
                    each.spoken(),
                    each.level().words(),
                    each.sms(),
                    each.reviewed(),
                    each.review()))
            .toList());
    return page.of(
        status,
        "warn/phrase-language.jte",
        "Phrases: " + language.english(),
        "warnings",
        parameters);
  }

  private String english(String id, PhraseLanguage original) {
    String fixed = reviews.fixedWords(original).get(id);
    return fixed == null ? original.text(id) : fixed;
  }

  @PostMapping("/{language}")
  @Requires(Role.OFFICER)
  ResponseEntity<String> review(
      @PathVariable String language,
      @RequestParam(defaultValue = "") String phrase,
      @RequestParam(defaultValue = "") String translator,
      @RequestParam(defaultValue = "") String reviewer,
      @RequestParam(defaultValue = "") String office) {
    PhraseLanguage in = book.require(language);
    try {
      reviews.ofPhrase(in.code(), phrase, translator, reviewer, office);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create("/desk/phrases/" + in.code()))
          .build();
    } catch (Problem refused) {
      return one(refused.type().status(), in, refused);
    }
  }
}
