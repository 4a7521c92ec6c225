// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.record.Hash;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.FixedWords;

/**
 * Who translated and who reviewed: of a phrase, for all warnings; of one warning's text in one
 * language. A review is of exactly the words that were read: whoever changes one letter has a text
 * that nobody reviewed.
 */
@Service
public class Reviews {

  /** By which name the fixed words of letters are reviewed, like a phrase. */
  public static final String LETTERS = "letters";

  private static final int NAME_LENGTH = 200;

  private final PhraseBook book;
  private final ReviewStore store;
  private final Optional<FixedWords> letters;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;
  private final List<String> own;

  Reviews(
      PhraseBook book,
      ReviewStore store,
      Optional<FixedWords> letters,
      Ledger ledger,
      CurrentOfficer officer,
      Clock clock,
      @Value("${tocsin.warn.own-languages:en}") String own) {
    this.book = book;
    this.store = store;
    this.letters = letters;
    this.ledger = ledger;
    this.officer = officer;
    this.clock = clock;
    this.own = Arrays.stream(own.split(",", -1)).map(each -> kin(each.strip())).toList();
  }

  /**
   * How far a text in a language can be relied on.
   *
   * @param language its tag
   * @param how the verdict
   * @param review what was recorded of exactly these words, if anything was
   * @param letters how far the words can be relied on that a letter puts around it
   */
  public record Standing(String language, How how, Optional<Review> review, Letters letters) {

    /** Whether an approver must be told that no speaker has read it. */
    public boolean unreviewed() {
      return how == How.UNREVIEWED;
    }
  }

  /** How far the words can be relied on that a letter puts around a text. */
  public enum Letters {
    /** A speaker has read them, or the desk writes in this language itself. */
    SOUND,
    /** No speaker has. */
    UNREVIEWED,
    /** There are none in this language, so they are English. */
    ENGLISH
  }

  /** Why a text needs no further review, or that it does. */
  public enum How {
    /** The desk writes in this language itself. */
    OWN("written in the desk's own language"),
    /** A speaker has read exactly these words. */
    REVIEWED("reviewed by a speaker"),
    /** Every line is a phrase that a speaker has reviewed. */
    PHRASES("made of phrases that a speaker reviewed"),
    /** None of these. */
    UNREVIEWED("not reviewed by a speaker");

    private final String words;

    How(String words) {
      this.words = words;
    }

    /** As pages say it. */
    public String words() {
      return words;
    }
  }

  /**
   * The fixed words of letters in a language.
   *
   * @throws org.tocsin.server.kernel.Problem T5011 where there are none
   */
  String letterWords(PhraseLanguage in) {
    return letters
        .flatMap(each -> each.in(in.code()))
        .orElseThrow(() ->
            PhraseProblem.NO_LANGUAGE.because(
                "letters have no words of their own in " + in.code()));
  }

  /** How far the words can be relied on that a letter in this language puts around a text. */
  public Letters letters(String language) {
    if (letters.isEmpty() || kin(language).equals("en")) {
      return Letters.SOUND;
    }
    Optional<String> words = letters.flatMap(each -> each.in(language));
    if (words.isEmpty()) {
      return Letters.ENGLISH; // In the desk's own language too: the desk did not write these.
    }
    if (own.contains(kin(language))) {
      return Letters.SOUND;
    }
    return store
            .newest("phrase:" + LETTERS, kin(language), sha256(words.get()))
            .filter(Review::reviewed)
            .isPresent()
        ? Letters.SOUND
        : Letters.UNREVIEWED;
  }

  /** Records who translated or reviewed a phrase as it stands now; T5010, T5011, T5013. */
  @Transactional
  public Review ofPhrase(
      String language, String phrase, String translator, String reviewer, String office) {
    PhraseLanguage in = book.require(language);
    String id = phrase.equals(LETTERS) ? LETTERS : book.phrase(phrase).id();
    String words = id.equals(LETTERS) ? letterWords(in) : in.text(id);
    String given = translator.isBlank() ? in.translator() : translator;
    Review review = review(given, reviewer, office);
    String sha256 = sha256(words);
    store.insert("phrase:" + id, in.code(), sha256, review);
    ledger.append(
        act(review, in.code(), sha256)
            .about("phrase:" + id)
            .fact("phrase", id)
            .says("Phrase %s in %s: %s".formatted(id, in.english(), verdict(review))));
    return review;
  }

  /**
   * Records who translated or reviewed a warning's text in one language.
   *
   * @param words everything that is read in this language
   */
  @Transactional
  public Review ofText(
      CaseId caseId,
      WarningId warning,
      String language,
      String words,
      String translator,
      String reviewer,
      String office) {
    String before =
        store.newest(warning.value(), language, sha256(words)).map(Review::translator).orElse("");
    Review review = review(translator.isBlank() ? before : translator, reviewer, office);
    String sha256 = sha256(words);
    store.insert(warning.value(), language, sha256, review);
    ledger.append(
        act(review, language, sha256)
            .inCase(caseId)
            .about(warning)
            .says("Text in %s: %s".formatted(language, verdict(review))));
    return review;
  }

  private static String verdict(Review review) {
    return review.reviewed() ? "reviewed by a speaker" : "its translator is recorded";
  }

  private static Act act(Review review, String language, String sha256) {
    return Act.of("TextReviewed")
        .by(new org.tocsin.server.kernel.OfficerId(review.by()))
        .fact("language", language)
        .fact("textSha256", sha256)
        .fact("reviewed", review.reviewed())
        .commits("translator", review.translator())
        .commits("reviewer", review.reviewer())
        .commits("office", review.office());
  }

  private Review review(String translator, String reviewer, String office) {
    String wrote = name("translator", translator);
    String read = name("reviewer", reviewer);
    if (wrote.isEmpty() && read.isEmpty()) {
      throw PhraseProblem.BAD_REVIEW.because("neither a translator nor a reviewer is named");
    }
    if (!read.isEmpty() && read.equalsIgnoreCase(wrote)) {
      throw PhraseProblem.BAD_REVIEW.because("nobody reviews what they translated");
    }
    Officer person = officer.get();
    return new Review(
        wrote,
        read,
        name("office", office),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        person.id().value());
  }

  private static String name(String field, String given) {
    String name = given.strip().replaceAll("\\s+", " ");
    if (name.length() > NAME_LENGTH) {
      throw PhraseProblem.BAD_REVIEW.because(
          "'%s' has %d characters; at most %d".formatted(field, name.length(), NAME_LENGTH));
    }
    return name;
  }

  /**
   * What was recorded of each phrase of a language, and of the words of letters, as they stand now;
   * the others are missing.
   */
  public Map<String, Review> phrases(PhraseLanguage language) {
    Map<String, Review> known = store.phrases(language.code());
    Map<String, Review> found = new HashMap<>();
    for (Phrase phrase : book.phrases()) {
      Review review = known.get("phrase:" + phrase.id() + " " + sha256(language.text(phrase.id())));
      if (review != null) {
        found.put(phrase.id(), review);
      }
    }
    letters
        .flatMap(each -> each.in(language.code()))
        .map(words -> known.get("phrase:" + LETTERS + " " + sha256(words)))
        .ifPresent(review -> found.put(LETTERS, review));
    return found;
  }

  /**
   * How far one warning's text in one language can be relied on.
   *
   * @param lines everything that is read in this language, a line each
   */
  public Standing standing(WarningId warning, String language, String words, List<String> lines) {
    Optional<Review> review = store.newest(warning.value(), language, sha256(words));
    if (review.isPresent() && review.get().reviewed()) {
      return new Standing(language, How.REVIEWED, review, letters(language));
    }
    if (own.contains(kin(language))) {
      return new Standing(language, How.OWN, review, letters(language));
    }
    Optional<PhraseLanguage> in = book.find(language);
    boolean phrases = in.isPresent() && madeOfReviewed(in.get(), lines);
    return new Standing(
        language, phrases ? How.PHRASES : How.UNREVIEWED, review, letters(language));
  }

  /** The first line of a composed text may go on with a place, which is no phrase. */
  private boolean madeOfReviewed(PhraseLanguage language, List<String> lines) {
    Map<String, Review> reviews = phrases(language);
    return lines.stream()
        .filter(line -> !line.isBlank())
        .allMatch(line ->
            book.line(language, line)
                .map(phrase -> reviews.get(phrase.id()))
                .filter(Review::reviewed)
                .isPresent());
  }

  private static String kin(String language) {
    int dash = language.indexOf('-');
    return (dash < 0 ? language : language.substring(0, dash)).toLowerCase(Locale.ROOT);
  }

  private static String sha256(String words) {
    return Hash.sha256(words.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
