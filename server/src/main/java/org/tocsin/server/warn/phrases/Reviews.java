// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

  private static final int NAME_LENGTH = 200;

  private final PhraseBook book;
  private final ReviewStore store;
  private final List<FixedWords> fixed;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;
  private final List<String> own;

  Reviews(
      PhraseBook book,
      ReviewStore store,
      List<FixedWords> fixed,
      Ledger ledger,
      CurrentOfficer officer,
      Clock clock,
      @Value("${tocsin.warn.own-languages:en}") String own) {
    this.book = book;
    this.store = store;
    this.fixed = fixed.stream().sorted(Comparator.comparing(FixedWords::name)).toList();
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
   * @param around what puts words around it that nobody reviewed, or English ones
   */
  public record Standing(String language, How how, Optional<Review> review, List<Around> around) {
    /** Copies the list. */
    public Standing {
      around = List.copyOf(around);
    }

    /** What puts words of this kind around it, in a row for people; empty when nothing does. */
    public String around(Verdict verdict) {
      return around.stream()
          .filter(each -> each.verdict() == verdict)
          .map(Around::by)
          .collect(Collectors.joining(", "));
    }

    /** Whether an approver must be told that no speaker has read it. */
    public boolean unreviewed() {
      return how == How.UNREVIEWED;
    }
  }

  /**
   * Words that a channel puts around a text.
   *
   * @param by what puts them there, for example {@code mails and chats}
   * @param verdict how far they can be relied on
   */
  public record Around(String by, Verdict verdict) {}

  /** How far the words can be relied on that a channel puts around a text. */
  public enum Verdict {
    /** A speaker has read them, or the desk writes in this language itself. */
    SOUND,
    /** No speaker has. */
    UNREVIEWED,
    /** There are none in this language, or not all, so they are English. */
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
   * The words that channels put around a text in a language, by the name under which they are
   * reviewed, in the order of the names; channels that have none of their own are left out.
   */
  Map<String, String> fixedWords(PhraseLanguage in) {
    Map<String, String> all = new LinkedHashMap<>();
    fixed.forEach(each -> each.in(in.code()).ifPresent(words -> all.put(each.name(), words)));
    return all;
  }

  /** What puts these words around a text; empty when this is the name of no such words. */
  Optional<String> fixedBy(String name) {
    return fixed.stream().filter(each -> each.name().equals(name)).map(FixedWords::by).findFirst();
  }

  /** How far the words can be relied on that this channel of a preview puts around a text. */
  public Verdict around(String channel, String language) {
    return fixed.stream()
        .filter(each -> each.channels().contains(channel))
        .map(each -> verdict(each, language))
        .findFirst()
        .orElse(Verdict.SOUND);
  }

  /** What puts words around a text in this language that nobody reviewed, or English ones. */
  private List<Around> around(String language) {
    return fixed.stream()
        .map(each -> new Around(each.by(), verdict(each, language)))
        .filter(each -> each.verdict() != Verdict.SOUND)
        .toList();
  }

  private Verdict verdict(FixedWords of, String language) {
    if (kin(language).equals("en")) {
      return Verdict.SOUND;
    }
    Optional<String> words = of.in(language);
    if (words.isEmpty()) {
      return Verdict.ENGLISH; // In the desk's own language too: the desk did not write these.
    }
    if (own.contains(kin(language))) {
      return Verdict.SOUND;
    }
    return store
            .newest("phrase:" + of.name(), kin(language), sha256(words.get()))
            .filter(Review::reviewed)
            .isPresent()
        ? Verdict.SOUND
        : Verdict.UNREVIEWED;
  }

  /** Records who translated or reviewed a phrase as it stands now; T5010, T5011, T5013. */
  @Transactional
  public Review ofPhrase(
      String language, String phrase, String translator, String reviewer, String office) {
    PhraseLanguage in = book.require(language);
    String around = fixedWords(in).get(phrase);
    String id = around == null ? book.phrase(phrase).id() : phrase;
    String words = around == null ? in.text(id) : around;
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
   * What was recorded of each phrase of a language, and of the words that channels put around a
   * text, as they stand now; the others are missing.
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
    fixedWords(language)
        .forEach((name, words) -> {
          Review review = known.get("phrase:" + name + " " + sha256(words));
          if (review != null) {
            found.put(name, review);
          }
        });
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
      return new Standing(language, How.REVIEWED, review, around(language));
    }
    if (own.contains(kin(language))) {
      return new Standing(language, How.OWN, review, around(language));
    }
    Optional<PhraseLanguage> in = book.find(language);
    boolean phrases = in.isPresent() && madeOfReviewed(in.get(), lines);
    return new Standing(language, phrases ? How.PHRASES : How.UNREVIEWED, review, around(language));
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
