// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.quality;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.DraftCheck;
import org.tocsin.server.warn.MessageType;
import org.tocsin.server.warn.Remark;
import org.tocsin.server.warn.Remark.Weight;
import org.tocsin.server.warn.phrases.Phrase;
import org.tocsin.server.warn.phrases.PhraseBook;
import org.tocsin.server.warn.phrases.PhraseLanguage;

/**
 * Whether a message says what, where, when, who, what to do, who says so and until when; and how it
 * says it. Thread-safe.
 *
 * <p>What refuses an approval: a window that has ended. What needs a reason: no place, nothing to
 * do, a placeholder, times that contradict the window or each other. All else is advice. A message
 * that takes a warning back or gives the all-clear need not tell what to do.
 */
@Component
public final class MessageQuality implements DraftCheck {

  private static final Set<String> NO_SPACES = Set.of("zh", "ja", "th");
  private static final Set<String> WHO =
      Set.of(
          "you",
          "your",
          "yours",
          "everyone",
          "everybody",
          "people",
          "person",
          "residents",
          "visitors",
          "students",
          "staff",
          "employees",
          "citizens",
          "travellers",
          "travelers",
          "passengers",
          "guests",
          "children",
          "families",
          "crowds",
          "gatherings",
          "concerts",
          "audience",
          "worshippers",
          "public",
          "drivers",
          "community");

  private final PhraseBook book;
  private final String sender;

  /** The rules with these phrases, for a desk of this name. */
  public MessageQuality(
      PhraseBook book, @Value("${tocsin.sender.name:Tocsin desk}") String sender) {
    this.book = book;
    this.sender = sender;
  }

  @Override
  public List<Remark> remarks(Draft draft, MessageType type, Instant now) {
    return remarks(draft, type, now, DeskTime.zone());
  }

  List<Remark> remarks(Draft draft, MessageType type, Instant now, ZoneId zone) {
    List<Remark> remarks = new ArrayList<>();
    boolean ends = type == MessageType.CANCEL || draft.responseTypes().contains("AllClear");
    if (!draft.window().until().isAfter(now)) {
      remarks.add(
          new Remark(
              "expired",
              Weight.REFUSES,
              "window.until",
              "it ends before it would be sent",
              "let it end later"));
    }
    where(draft).ifPresent(remarks::add);
    if (draft.responseTypes().isEmpty()) {
      remarks.add(
          new Remark(
              "no-response-type",
              Weight.ADVICE,
              "responseTypes",
              "no word of CAP says what to do; programs that read it show nothing",
              "choose one, for example Avoid or Shelter"));
    }
    for (Draft.Text text : draft.texts()) {
      remarks.addAll(says(draft, text, ends, now, zone));
      remarks.addAll(WordRules.of(text));
    }
    remarks.addAll(ends ? List.of() : TimeRules.of(draft, now, zone));
    return remarks;
  }

  private static Optional<Remark> where(Draft draft) {
    boolean named = draft.areas().stream().anyMatch(area -> letters(area.areaDesc()) >= 2);
    if (named || (draft.areas().isEmpty() && !draft.recipients().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Remark(
            "no-place",
            Weight.NEEDS_REASON,
            "areas.areaDesc",
            "no area is named in words that people can read",
            "name the place as those who live there do"));
  }

  /** What one text says and does not say. */
  private List<Remark> says(Draft draft, Draft.Text text, boolean ends, Instant now, ZoneId zone) {
    List<Remark> remarks = new ArrayList<>();
    String at = "texts." + text.language();
    Locale locale = Locale.forLanguageTag(text.language());
    boolean english = locale.getLanguage().equals("en");
    Optional<PhraseLanguage> language = book.find(text.language());
    String all = text.headline() + "\n" + text.description() + "\n" + text.instruction();
    Set<String> phrases =
        language
            .map(each -> book.found(each, all).stream().map(Phrase::id).collect(Collectors.toSet()))
            .orElse(Set.of());
    if (!ends) {
      toDo(text, locale, english, phrases).ifPresent(remarks::add);
      if (english && !phrases.contains("frame.when") && !TimeRules.tells(text, now, zone)) {
        remarks.add(
            advice("no-when", at, "it does not say when", "say when the danger is expected"));
      }
      if (english && words(all).stream().noneMatch(WHO::contains)) {
        remarks.add(
            advice("no-who", at, "it does not say who is in danger", "say whom it concerns"));
      }
    }
    boolean source =
        phrases.contains("frame.source")
            || phrases.contains("frame.information")
            || text.contact() != null
            || all.contains(sender);
    if (!source) {
      remarks.add(
          advice(
              "no-source",
              at,
              "it does not say who says so, and names nobody to ask",
              "name the office in the text, or fill in the contact"));
    }
    if (letters(text.description()) < 10) {
      remarks.add(
          advice(
              "no-what", at + ".description", "it hardly says what the danger is", "describe it"));
    }
    placed(draft, text, all).ifPresent(remarks::add);
    return remarks;
  }

  /** Whether it says what to do; in English, by a verb that tells somebody to. */
  private static Optional<Remark> toDo(
      Draft.Text text, Locale locale, boolean english, Set<String> phrases) {
    String at = "texts." + text.language() + ".instruction";
    String instruction = text.instruction();
    int least = NO_SPACES.contains(locale.getLanguage()) ? 2 : 4;
    if (letters(instruction) < least) {
      return Optional.of(
          new Remark(
              "no-action",
              Weight.NEEDS_REASON,
              at,
              "it does not say what to do",
              "say in one sentence what each reader should do"));
    }
    boolean told =
        phrases.stream().anyMatch(id -> id.startsWith("action."))
            || words(instruction + " " + text.headline()).stream()
                .anyMatch(WordLists.ACTIONS::contains);
    return english && !told
        ? Optional.of(
            advice(
                "weak-action",
                at,
                "no verb tells anybody what to do",
                "begin with the verb: avoid, go, stay, call"))
        : Optional.empty();
  }

  /** A text in Latin letters that names no area at all, though the draft has areas. */
  private static Optional<Remark> placed(Draft draft, Draft.Text text, String all) {
    String low = all.toLowerCase(Locale.ROOT);
    boolean names =
        draft.areas().isEmpty()
            || draft.areas().stream()
                .flatMap(area -> words(area.areaDesc()).stream())
                .filter(word -> word.length() > 2)
                .anyMatch(low::contains);
    boolean latin =
        text.headline()
            .codePoints()
            .filter(Character::isLetter)
            .allMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.LATIN);
    return names || !latin
        ? Optional.empty()
        : Optional.of(
            advice(
                "place-not-told",
                "texts." + text.language(),
                "no word of it names the place",
                "name the place in the headline; a short message may show little else"));
  }

  private static Remark advice(String code, String where, String message, String remedy) {
    return new Remark(code, Weight.ADVICE, where, message, remedy);
  }

  private static int letters(String text) {
    return (int) text.codePoints().filter(Character::isLetter).count();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
