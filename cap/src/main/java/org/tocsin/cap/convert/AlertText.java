// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Status;
import org.tocsin.cap.convert.SmsText.Alphabet;

/**
 * One info of an alert as text for people, in the language of the info. Immutable and safe for
 * several threads.
 *
 * <p>The words around the alert's own (where, until, what to do) are in its language for English,
 * French, Spanish, German and Russian, and in English for others. What is not Actual, and what
 * updates or cancels, says so first. Times are those of the message, or of a zone that is given.
 */
public final class AlertText {
  /** Places at the end of a cut text in which a space is looked for, so that words stay whole. */
  private static final int WORD_MAX = 20;

  private static final String CUT = "...";
  private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+");
  private static final Pattern SENTENCE_END =
      Pattern.compile("[.!?\u3002\uff01\uff1f](?=\\s|$)|\\R");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Alert alert;
  private final Info info;
  private final Wording words;
  private final Optional<ZoneId> zone;

  private AlertText(Alert alert, Info info, Optional<ZoneId> zone) {
    this.alert = requireNonNull(alert, "alert");
    this.info = requireNonNull(info, "info");
    this.words = Wording.of(info.languageOrDefault());
    this.zone = zone;
  }

  /**
   * The fixed words that short and spoken forms put around an alert in a language, for whoever
   * reviews them; empty where those of English are taken.
   *
   * @param language BCP 47
   */
  public static List<String> fixedWords(String language) {
    return Wording.all(language);
  }

  /** The text of an info, with times as the message has them. */
  public static AlertText of(Alert alert, Info info) {
    return new AlertText(alert, info, Optional.empty());
  }

  /** The text of an info, with times in the zone of those who read it. */
  public static AlertText of(Alert alert, Info info, ZoneId zone) {
    return new AlertText(alert, info, Optional.of(zone));
  }

  /** The languages whose words are known, as ISO 639 codes. */
  public static List<String> languages() {
    return Wording.languages();
  }

  /** The whole text: headline, then a line each for what the info holds; nothing left out. */
  public String plain() {
    List<String> lines = new ArrayList<>();
    lines.add(marked(what()));
    info.headline().ifPresent(_ -> lines.add(info.event()));
    lines.add(labelled("where", String.join("; ", places())));
    lines.add(labelled("until", until().map(words::written).orElse("")));
    info.description().ifPresent(lines::add);
    lines.add(labelled("do", toDo()));
    lines.add(labelled("from", info.senderName().orElse("")));
    lines.add(labelled("contact", info.contact().orElse("")));
    lines.add(labelled("more", info.web().orElse("")));
    return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
  }

  /**
   * The text within a number of short messages. What does not fit is left out in this order: the
   * description; the contact; the sender's name; the address of a page; all but the first sentence
   * of what to do; all but the first three places, then all but the first, the rest as a number;
   * the headline where the event is shorter. Only then are what to do, the place and what it is
   * cut, and show it. The marks and until when always stay whole.
   *
   * @param segmentsMax messages, from 1 to 10
   */
  public SmsText sms(int segmentsMax) {
    if (segmentsMax < 1 || segmentsMax > 10) {
      throw new IllegalArgumentException(
          "segmentsMax is " + segmentsMax + "; it must lie between 1 and 10");
    }
    for (Richness richness : Richness.values()) {
      SmsText text = SmsText.of(joined(richness));
      if (text.segments().size() <= segmentsMax) {
        return text;
      }
    }
    return cut(segmentsMax);
  }

  /** The text to be read aloud: sentences, times in words, no addresses of pages. */
  public String spoken() {
    return String.join(" ", sentences());
  }

  /** The text to be read aloud as SSML 1.1: one element a sentence. */
  public String ssml() {
    String language = info.languageOrDefault();
    return sentences().stream()
        .map(sentence -> "<s>" + escaped(sentence) + "</s>")
        .collect(
            Collectors.joining(
                "",
                "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\""
                    + escaped(language)
                    + "\">",
                "</speak>"));
  }

  /** What is told, from everything to the least that need not be cut. */
  private enum Richness {
    EVERYTHING,
    NO_DESCRIPTION,
    NO_CONTACT,
    NO_SENDER,
    NO_PAGE,
    FIRST_SENTENCE,
    THREE_PLACES,
    ONE_PLACE,
    SHORTER_NAME;

    boolean has(Richness dropped) {
      return compareTo(dropped) < 0;
    }
  }

  private String joined(Richness richness) {
    List<String> parts = new ArrayList<>();
    parts.add(marked(richness.has(Richness.SHORTER_NAME) ? what() : shorterWhat()));
    parts.add(labelled("where", places(richness)));
    parts.add(labelled("until", until().map(words::written).orElse("")));
    parts.add(
        labelled("do", richness.has(Richness.FIRST_SENTENCE) ? toDo() : firstSentence(toDo())));
    if (richness.has(Richness.NO_DESCRIPTION)) {
      parts.add(info.description().orElse(""));
    }
    if (richness.has(Richness.NO_CONTACT)) {
      parts.add(labelled("contact", info.contact().orElse("")));
    }
    if (richness.has(Richness.NO_SENDER)) {
      parts.add(labelled("from", info.senderName().orElse("")));
    }
    if (richness.has(Richness.NO_PAGE)) {
      parts.add(info.web().orElse(""));
    }
    return run(parts);
  }

  private String places(Richness richness) {
    List<String> places = places();
    int shown =
        richness.has(Richness.THREE_PLACES)
            ? places.size()
            : richness.has(Richness.ONE_PLACE) ? 3 : 1;
    return places.size() <= shown
        ? String.join("; ", places)
        : String.join("; ", places.subList(0, shown)) + " +" + (places.size() - shown);
  }

  /** What cannot be left out, cut to what room there is. */
  private SmsText cut(int segmentsMax) {
    Alphabet alphabet = SmsText.of(joined(Richness.SHORTER_NAME)).alphabet();
    int room = segmentsMax == 1 ? alphabet.aloneMax() : segmentsMax * alphabet.joinedMax();
    // A letter that does not fit at the end of a message goes to the next: so the room is tried.
    for (int tried = room; tried > 0; tried--) {
      SmsText text = SmsText.of(cut(tried, alphabet));
      if (text.segments().size() <= segmentsMax) {
        return text;
      }
    }
    return SmsText.of(SmsText.beginning(marked(shorterWhat()), room, alphabet));
  }

  /**
   * Shares the room: what it is two fifths, where one, what to do the rest; unused room goes on.
   */
  private String cut(int room, Alphabet alphabet) {
    String until = until().map(time -> labelled("until", words.written(time))).orElse("");
    int left = room - until.length() - marked("").length() - 6; // three times ". "
    String what = shortened(shorterWhat(), Math.max(1, left * 2 / 5), alphabet);
    left -= what.length();
    String where = shortened(places(Richness.ONE_PLACE), left / 3, alphabet);
    left -= where.length();
    String toDo = shortened(firstSentence(toDo()), left, alphabet);
    return run(List.of(marked(what), where, until, toDo));
  }

  private static String shortened(String text, int room, Alphabet alphabet) {
    if (SmsText.beginning(text, room, alphabet).length() == text.length()) {
      return text;
    }
    if (room <= CUT.length()) {
      return "";
    }
    String begun = SmsText.beginning(text, room - CUT.length(), alphabet);
    int space = begun.lastIndexOf(' ');
    boolean whole = space > 0 && begun.length() - space <= WORD_MAX;
    return (whole ? begun.substring(0, space) : begun) + CUT;
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (alert.status() != Status.ACTUAL) {
      sentences.add(words.get(alert.status().word() + ".spoken"));
    }
    sentences.add(words.get(alert.msgType().word() + ".spoken"));
    sentences.add(what());
    sentences.add(labelled("where", String.join("; ", places())));
    sentences.add(labelled("until", until().map(words::spoken).orElse("")));
    sentences.add(info.description().orElse(""));
    sentences.add(toDo());
    sentences.add(labelled("from", info.senderName().orElse("")));
    return sentences.stream()
        .map(sentence -> line(ADDRESS.matcher(sentence).replaceAll("")))
        .filter(sentence -> !sentence.isEmpty())
        .map(sentence -> ended(sentence) ? sentence : sentence + ".")
        .toList();
  }

  private static boolean ended(String sentence) {
    return SENTENCE_END.matcher(sentence.substring(sentence.length() - 1)).matches();
  }

  private String what() {
    return info.headline().orElse(info.event());
  }

  private String shorterWhat() {
    boolean shorter = !info.event().isEmpty() && info.event().length() < what().length();
    return shorter ? info.event() : what();
  }

  private List<String> places() {
    return info.areas().stream()
        .map(Area::areaDesc)
        .map(AlertText::line)
        .filter(place -> !place.isEmpty())
        .distinct()
        .toList();
  }

  /** Until when; a cancelled warning has no until. */
  private Optional<OffsetDateTime> until() {
    return alert.msgType() == MsgType.CANCEL
        ? Optional.empty()
        : info.expires()
            .map(time ->
                zone.map(there -> time.atZoneSameInstant(there).toOffsetDateTime()).orElse(time));
  }

  /** What to do: the instruction, or the words for the response types. */
  private String toDo() {
    return info.instruction()
        .orElseGet(() ->
            info.responseTypes().stream()
                .map(type -> words.get(type.word()))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(". ")));
  }

  private static String firstSentence(String text) {
    var end = SENTENCE_END.matcher(text);
    return end.find() ? text.substring(0, end.end()).strip() : text;
  }

  /** What it is, after the marks of what is not Actual, updates or cancels. */
  private String marked(String what) {
    String marks =
        Stream.of(
                alert.status() == Status.ACTUAL ? "" : words.get(alert.status().word()),
                words.get(alert.msgType().word()))
            .filter(mark -> !mark.isEmpty())
            .collect(Collectors.joining(" "));
    return marks.isEmpty() ? what : marks + ": " + what;
  }

  private String labelled(String key, String text) {
    return text.isEmpty() ? "" : words.get(key) + ": " + text;
  }

  /** Parts as one run of sentences on one line. */
  private static String run(List<String> parts) {
    StringBuilder run = new StringBuilder();
    for (String part : parts) {
      String line = line(part);
      if (!line.isEmpty()) {
        run.append(run.isEmpty() ? "" : ended(run.toString()) ? " " : ". ").append(line);
      }
    }
    return run.toString();
  }

  private static String line(String text) {
    return SPACE.matcher(text).replaceAll(" ").strip();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
