// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.cap.Alert;
import org.tocsin.cap.AlertBuilder;
import org.tocsin.cap.Area;
import org.tocsin.cap.CapException;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Info;
import org.tocsin.cap.InfoBuilder;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Reference;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.cap.convert.AlertText;
import org.tocsin.cap.convert.SmsText;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.kernel.Handling;

/**
 * The text of a letter within a number of short messages. First the marking, unless it is CLEAR;
 * then the alert as {@link AlertText#sms} shortens it: marks of exercise, update and cancel always
 * whole, what it is, where, until when, what to do; last, never cut, the answer link and the mark
 * of a repeat.
 */
final class SmsWords {

  private record Fixed(String answer, String reply, String repeat) {}

  private static final Fixed ENGLISH =
      new Fixed("Answer:", "or reply 1 = safe, 2 = help", "(may be a repeat)");
  private static final Map<String, Fixed> BY_LANGUAGE =
      Map.of(
          "ru",
              new Fixed("Ответ:", "или SMS: 1 = в безопасности, 2 = помощь", "(возможно, повтор)"),
          "uk",
              new Fixed("Відповідь:", "або SMS: 1 = у безпеці, 2 = допомога", "(можливо, повтор)"),
          "de", new Fixed("Antwort:", "oder SMS: 1 = sicher, 2 = Hilfe", "(evtl. Wiederholung)"),
          "fr",
              new Fixed(
                  "Réponse :", "ou SMS : 1 = en sécurité, 2 = aide", "(peut-être une répétition)"),
          "es", new Fixed("Respuesta:", "o SMS: 1 = a salvo, 2 = ayuda", "(puede ser repetición)"));

  private static final Logger log = LoggerFactory.getLogger(SmsWords.class);
  private static final int MOST_KEPT = 100;

  /** The beginning of a letter's texts, for ends of this length. */
  private record Head(String text, int room) {}

  /** Letters are written once and sent many times; each is one object. */
  private final IdentityHashMap<Letter, Head> heads = new IdentityHashMap<>();

  private final ZoneId zone;
  private final int partsMax;
  private final boolean takesReplies;

  /** {@code takesReplies} says whether phones can write back to the sender that they show. */
  SmsWords(ZoneId zone, int partsMax, boolean takesReplies) {
    this.zone = zone;
    this.partsMax = partsMax;
    this.takesReplies = takesReplies;
  }

  /** The text of this letter with this link, in at most so many parts as there may be. */
  SmsText text(Letter letter, String answerLink, boolean repeat) {
    boolean asks = takesReplies && !letter.warning().msgType().equals(MsgType.CANCEL.word());
    String tail = tail(letter.text().language(), answerLink, asks, repeat);
    Head head = heads.get(letter);
    if (head == null || head.room() != tail.length()) {
      if (heads.size() >= MOST_KEPT) {
        heads.clear();
      }
      head = new Head(head(letter, tail), tail.length());
      heads.put(letter, head);
    }
    return SmsText.of(head.text() + tail);
  }

  /** What stands before the tail; the same for every tail of this length, for links are ASCII. */
  private String head(Letter letter, String tail) {
    Handling marking = letter.warning().handling();
    String label = marking.isForEverybody() ? "" : "[" + marking.label() + "] ";
    try {
      Alert alert = alert(letter);
      AlertText words = AlertText.of(alert, alert.infos().getFirst(), zone);
      // The tail takes parts of its own and may be what needs the wider alphabet.
      for (int parts = partsMax; parts > 0; parts--) {
        String head = label + words.sms(parts).text();
        if (SmsText.of(head + tail).segments().size() <= partsMax) {
          return head;
        }
      }
    } catch (CapException e) {
      // What was approved has been such an alert already; if not, its subject says what it is.
      log.warn("a warning is sent with its subject only: {}", letter.warning().id(), e);
      if (SmsText.of(letter.subject() + tail).segments().size() <= partsMax) {
        return letter.subject();
      }
    }
    return label.strip();
  }

  private static String tail(String language, String answerLink, boolean asks, boolean repeat) {
    Fixed fixed = BY_LANGUAGE.getOrDefault(kin(language), ENGLISH);
    return "\n"
        + fixed.answer()
        + " "
        + answerLink
        + (asks ? " " + fixed.reply() : "")
        + (repeat ? "\n" + fixed.repeat() : "");
  }

  private static String kin(String language) {
    int dash = language.indexOf('-');
    return (dash < 0 ? language : language.substring(0, dash)).toLowerCase(Locale.ROOT);
  }

  /** All words of a tail in a language; empty where it has the English ones. */
  static Optional<String> fixed(String language) {
    return Optional.ofNullable(
            kin(language).equals("en") ? ENGLISH : BY_LANGUAGE.get(kin(language)))
        .map(words -> String.join(" · ", words.answer(), words.reply(), words.repeat()));
  }

  /** As much of an alert as its short form reads. */
  private static Alert alert(Letter letter) {
    ApprovedWarning warning = letter.warning();
    OffsetDateTime sent = time(warning.window().from());
    MsgType type =
        Arrays.stream(MsgType.values())
            .filter(each -> each.word().equals(warning.msgType()))
            .findFirst()
            .orElse(MsgType.ALERT);
    AlertBuilder alert =
        Alert.builder()
            .identifier(warning.id().value())
            .sender("tocsin")
            .sent(sent)
            .status(warning.status())
            .msgType(type)
            .scope(Scope.PUBLIC)
            .info(info(letter.text(), time(warning.window().until())));
    if (type != MsgType.ALERT) {
      alert.reference(new Reference("tocsin", "earlier", sent));
    }
    return alert.build();
  }

  private static Info info(ApprovedWarning.Text text, OffsetDateTime until) {
    InfoBuilder info =
        Info.builder()
            .language(text.language())
            .category(Category.SAFETY)
            .event(line(text.headline()))
            .urgency(Urgency.UNKNOWN)
            .severity(Severity.UNKNOWN)
            .certainty(Certainty.UNKNOWN)
            .expires(until)
            .headline(line(text.headline()))
            .areas(areas(text.area()));
    if (!text.description().isBlank()) {
      info.description(text.description());
    }
    if (!text.instruction().isBlank()) {
      info.instruction(text.instruction());
    }
    if (!text.contact().isBlank()) {
      info.contact(text.contact());
    }
    return info.build();
  }

  private static List<Area> areas(String area) {
    return Arrays.stream(area.split("; "))
        .filter(each -> !each.isBlank())
        .map(each -> Area.builder().areaDesc(each).build())
        .toList();
  }

  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  private static OffsetDateTime time(java.time.Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
  }
}
