// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.quality;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.reading.Document;
import org.tocsin.reading.Reader;
import org.tocsin.reading.TimeMention;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Remark;
import org.tocsin.server.warn.Remark.Weight;

/**
 * Times that a text tells, against the window of its warning. They are read by the library in the
 * languages that it reads; in others only clock times in digits are compared between the texts.
 */
final class TimeRules {

  /** The languages whose times are read. */
  private static final Set<String> READ = Set.of("en", "es");

  private static final Pattern UNTIL =
      Pattern.compile("(?i)\\b(until|till|til|hasta)\\b[^.;\\n]{0,25}$");

  private static final Pattern WEEKDAY =
      Pattern.compile(
          "(?i)\\b((mon|tues|wednes|thurs|fri|satur|sun)day"
              + "|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)");

  /** Words that name a day that has been, or a date in full. */
  private static final Pattern BACK =
      Pattern.compile("(?i)\\b(last|past|yesterday|ago|pasad[oa]|ayer)\\b|\\b[0-9]{4}\\b");

  /** As far as a rounded time may lie from the window's end. */
  private static final Duration NEAR = Duration.ofMinutes(60);

  private static final Pattern CLOCK =
      Pattern.compile("(?<![0-9:.])([01]?[0-9]|2[0-3])[:.h]([0-5][0-9])(?![0-9:]|[.][0-9])");

  private final Draft draft;
  private final Instant now;
  private final ZoneId zone;
  private final List<Remark> remarks = new ArrayList<>();

  private TimeRules(Draft draft, Instant now, ZoneId zone) {
    this.draft = draft;
    this.now = now;
    this.zone = zone;
  }

  static List<Remark> of(Draft draft, Instant now, ZoneId zone) {
    List<ZoneId> clocks = AreaClocks.of(draft, now, zone);
    TimeRules all = new TimeRules(draft, now, zone);
    for (Draft.Text text : draft.texts()) {
      if (READ.contains(Locale.forLanguageTag(text.language()).getLanguage())) {
        all.remarks.addAll(contradictions(draft, text, now, clocks));
      }
    }
    all.clocks();
    return all.remarks;
  }

  /** What a text contradicts by every clock, as it looks by the first of them. */
  private static List<Remark> contradictions(
      Draft draft, Draft.Text text, Instant now, List<ZoneId> clocks) {
    List<Remark> found = List.of();
    for (ZoneId clock : clocks) {
      TimeRules rules = new TimeRules(draft, now, clock);
      rules.read(text, "headline", text.headline());
      rules.read(text, "description", text.description());
      rules.read(text, "instruction", text.instruction());
      if (rules.remarks.isEmpty()) {
        return List.of();
      }
      found = found.isEmpty() ? rules.remarks : found;
    }
    return found;
  }

  /** The times of a text; whether it tells any. */
  static boolean tells(Draft.Text text, Instant now, ZoneId zone) {
    var read =
        Reader.standard()
            .read(
                Document.text(
                        text.headline() + "\n" + text.description() + "\n" + text.instruction())
                    .withDate(now.atZone(zone)));
    return !read.times().isEmpty() || !read.looseTimes().isEmpty();
  }

  private void read(Draft.Text text, String field, String words) {
    var read = Reader.standard().read(Document.text(words).withDate(now.atZone(zone)));
    for (TimeMention time : read.times()) {
      boolean until = UNTIL.matcher(read.text().substring(0, time.span().start())).find();
      judge(time, until)
          .ifPresent(weight ->
              remarks.add(
                  new Remark(
                      "times-contradict",
                      weight,
                      "texts." + text.language() + "." + field,
                      "says '%s', but the warning holds from %s until %s"
                          .formatted(
                              time.span().text(),
                              DeskTime.words(draft.window().from()),
                              DeskTime.words(draft.window().until())),
                      "mend the text or the window")));
    }
  }

  /** What follows from a time; empty when it agrees. */
  private Optional<Weight> judge(TimeMention time, boolean until) {
    // Reports look back, warnings ahead: "Monday" alone is the next one.
    boolean next =
        time.to().toInstant().isBefore(now)
            && WEEKDAY.matcher(time.span().text()).find()
            && !BACK.matcher(time.span().text()).find();
    Instant from = (next ? time.from().plusWeeks(1) : time.from()).toInstant();
    Instant to = (next ? time.to().plusWeeks(1) : time.to()).toInstant();
    Instant end = draft.window().until();
    boolean fine =
        time.granularity() == TimeMention.Granularity.MINUTE
            || time.granularity() == TimeMention.Granularity.HOUR;
    if (until) {
      boolean agrees =
          fine ? distance(from, end).compareTo(NEAR) <= 0 : !end.isBefore(from) && !end.isAfter(to);
      return agrees ? Optional.empty() : Optional.of(Weight.NEEDS_REASON);
    }
    if (from.isAfter(end)) {
      return Optional.of(fine ? Weight.NEEDS_REASON : Weight.ADVICE);
    }
    boolean ahead = time.granularity() == TimeMention.Granularity.WINDOW && !from.isBefore(now);
    return ahead && to.isAfter(end.plus(NEAR)) ? Optional.of(Weight.ADVICE) : Optional.empty();
  }

  private static Duration distance(Instant one, Instant other) {
    return Duration.between(one, other).abs();
  }

  /** Texts that tell clock times, but other ones than the first text. */
  private void clocks() {
    if (draft.texts().size() < 2) {
      return;
    }
    Draft.Text first = draft.texts().getFirst();
    Set<String> told = clocks(first);
    for (Draft.Text text : draft.texts().subList(1, draft.texts().size())) {
      Set<String> here = clocks(text);
      if (!told.isEmpty() && !here.isEmpty() && !told.equals(here)) {
        remarks.add(
            new Remark(
                "languages-differ",
                Weight.NEEDS_REASON,
                "texts." + text.language(),
                "tells the times %s, the text in %s tells %s"
                    .formatted(here, first.language(), told),
                "let all languages tell the same times"));
      }
    }
  }

  /** The clock times of a text, in digits of the West; with am and pm worked out. */
  private static Set<String> clocks(Draft.Text text) {
    String words = western(text.headline() + "\n" + text.description() + "\n" + text.instruction());
    Set<String> found = new TreeSet<>();
    Matcher clock = CLOCK.matcher(words);
    while (clock.find()) {
      int hour = Integer.parseInt(clock.group(1));
      String after =
          words
              .substring(clock.end(), Math.min(words.length(), clock.end() + 5))
              .strip()
              .toLowerCase(Locale.ROOT);
      boolean afternoon = after.startsWith("pm") || after.startsWith("p.m");
      boolean morning = after.startsWith("am") || after.startsWith("a.m");
      int told = afternoon && hour < 12 ? hour + 12 : morning && hour == 12 ? 0 : hour;
      found.add("%02d:%s".formatted(told, clock.group(2)));
    }
    return found;
  }

  private static String western(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          int digit = Character.isDigit(point) ? Character.digit(point, 10) : -1;
          if (digit >= 0) {
            out.append(digit);
          } else {
            out.appendCodePoint(point);
          }
        });
    return out.toString();
  }
}
