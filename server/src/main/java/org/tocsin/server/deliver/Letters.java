// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Writes the letters of one warning, each language once. Not thread-safe: one worker's, for one
 * chunk.
 */
final class Letters {

  private final ApprovedWarning warning;
  private final ZoneId zone;
  private final IdentityHashMap<ApprovedWarning.Text, Letter> written = new IdentityHashMap<>();

  Letters(ApprovedWarning warning, ZoneId zone) {
    this.warning = warning;
    this.zone = zone;
  }

  /** When the danger begins of which they tell. */
  Instant begins() {
    return warning.window().from();
  }

  Letter in(List<String> languages) {
    return written.computeIfAbsent(warning.textFor(languages), this::write);
  }

  private Letter write(ApprovedWarning.Text text) {
    Phrases words = Phrases.in(text.language());
    String label = warning.handling().label();
    String subject =
        (warning.exercise() ? "[" + Marks.word(warning, text.language()) + "] " : "")
            + "["
            + label
            + "] "
            + oneLine(text.headline());
    return new Letter(
        warning,
        text,
        subject,
        until(),
        plain(text, words, label),
        "\n",
        html(text, words, label),
        htmlTail(words));
  }

  private String plain(ApprovedWarning.Text text, Phrases words, String label) {
    StringBuilder out = new StringBuilder(1_000);
    if (warning.exercise()) {
      out.append("*** ").append(Marks.word(warning, text.language()));
      out.append(": ").append(Marks.meaning(warning, text.language()));
      out.append(" ***\n");
    }
    out.append(label).append("\n\n").append(text.headline()).append("\n\n");
    paragraph(out, "", text.description());
    paragraph(out, words.whatToDo() + "\n", text.instruction());
    paragraph(out, words.where() + " ", text.area());
    paragraph(out, words.until() + " ", until());
    paragraph(out, words.contact() + " ", text.contact());
    paragraph(out, "", text.web());
    return out.append(words.answerHere()).append('\n').toString();
  }

  private static void paragraph(StringBuilder out, String heading, String body) {
    if (!body.isBlank()) {
      out.append(heading).append(body.strip()).append("\n\n");
    }
  }

  private String html(ApprovedWarning.Text text, Phrases words, String label) {
    StringBuilder out = new StringBuilder(1_500);
    out.append("<!doctype html><html lang=\"").append(escape(text.language()));
    out.append("\"><body style=\"font:16px/1.5 sans-serif;max-width:40em\">");
    if (warning.exercise()) {
      out.append("<p style=\"background:#fe9;padding:8px\"><b>");
      out.append(escape(Marks.word(warning, text.language()))).append(":</b> ");
      out.append(escape(Marks.meaning(warning, text.language()))).append("</p>");
    }
    out.append("<p>").append(escape(label)).append("</p><h1 style=\"font-size:20px\">");
    out.append(escape(text.headline())).append("</h1>");
    element(out, "", text.description());
    element(out, words.whatToDo(), text.instruction());
    element(out, words.where(), text.area());
    element(out, words.until(), until());
    element(out, words.contact(), text.contact());
    element(out, "", text.web());
    return out.append("<p><a href=\"").toString();
  }

  private static String htmlTail(Phrases words) {
    return "\" style=\"font-size:18px\">" + escape(words.answerHere()) + "</a></p></body></html>\n";
  }

  private static void element(StringBuilder out, String heading, String body) {
    if (body.isBlank()) {
      return;
    }
    out.append("<p>");
    if (!heading.isEmpty()) {
      out.append("<b>").append(escape(heading)).append("</b> ");
    }
    out.append(escape(body.strip()).replace("\n", "<br>")).append("</p>");
  }

  private String until() {
    Instant end = warning.window().until();
    DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    String utc = form.format(end.atZone(ZoneOffset.UTC)) + " UTC";
    return zone.equals(ZoneOffset.UTC) || zone.getId().equals("UTC")
        ? utc
        : form.format(end.atZone(zone)) + " " + zone.getId() + " (" + utc + ")";
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
