// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.kernel.Text;

/**
 * What an officer reads out, in the language of whoever is called.
 *
 * @param language BCP 47, of the words
 * @param lines in the order in which they are read
 * @param readBack how they are asked to say it back
 * @param points what they must say back
 * @param ending what is said at the end
 * @param machine what is said to a machine; nothing that is not for everybody
 */
public record CallScript(
    String language,
    List<Line> lines,
    String readBack,
    List<Point> points,
    List<String> ending,
    String machine) {

  private static final int DEEDS_MOST = 6;

  /**
   * One thing that is read out.
   *
   * @param heading in front of it; empty for none
   * @param words what is read
   * @param loud whether it must not be missed: the mark of an exercise
   */
  public record Line(String heading, String words, boolean loud) {}

  /**
   * One thing that must be said back.
   *
   * @param id its name in forms and API
   * @param words what was read out
   */
  public record Point(String id, String words) {}

  /** Copies the lists. */
  public CallScript {
    lines = List.copyOf(lines);
    points = List.copyOf(points);
    ending = List.copyOf(ending);
  }

  /**
   * The script of a warning.
   *
   * @param text its words in the language that is to be read
   * @param desk who is calling
   * @param again whether a machine may have told them before
   */
  static CallScript of(
      ApprovedWarning warning, ApprovedWarning.Text text, String desk, boolean again, ZoneId zone) {
    CallWords words = CallWords.in(text.language());
    String mark = warning.test() ? words.test() : words.exercise();
    List<Line> lines = new ArrayList<>();
    List<String> ending = new ArrayList<>();
    lines.add(new Line("", words.hello().replace("{0}", desk), false));
    if (warning.exercise()) {
      lines.add(new Line("", mark, true));
    }
    if (again) {
      lines.add(new Line("", words.before(), false));
    }
    lines.add(new Line("", words.about(), false));
    lines.add(new Line("", text.headline(), false));
    add(lines, words.what(), text.description());
    add(lines, words.where(), text.area());
    add(lines, words.until(), until(warning.window().until(), zone));
    add(lines, words.todo(), text.instruction());
    if (!text.contact().isBlank()) {
      ending.add(words.contact() + " " + text.contact());
    }
    ending.add(words.close());
    if (warning.exercise()) {
      ending.add(mark);
    }
    return new CallScript(
        text.language(),
        lines,
        words.readBack(),
        points(text),
        ending,
        machine(warning, text, desk));
  }

  private static void add(List<Line> lines, String heading, String words) {
    if (!words.isBlank()) {
      lines.add(new Line(heading, words.strip(), false));
    }
  }

  /** Who hears a machine later is not known: only what is for everybody is left on it. */
  private static String machine(ApprovedWarning warning, ApprovedWarning.Text text, String desk) {
    CallWords words = CallWords.in(text.language());
    String mark = warning.test() ? words.test() : words.exercise();
    String head = warning.exercise() ? mark + " " : "";
    String call = words.machine().replace("{0}", desk);
    return warning.handling().isForEverybody()
        ? head + call + " " + text.headline() + " " + text.instruction()
        : head + call;
  }

  /** What must be said back: the danger, each thing to do, and where. */
  static List<Point> points(ApprovedWarning.Text text) {
    List<Point> points = new ArrayList<>();
    points.add(new Point("danger", text.headline()));
    List<String> deeds = sentences(text.instruction(), Locale.forLanguageTag(text.language()));
    for (int i = 0; i < deeds.size(); i++) {
      points.add(new Point("do-" + (i + 1), deeds.get(i)));
    }
    if (!text.area().isBlank()) {
      points.add(new Point("where", text.area()));
    }
    return points;
  }

  /** The sentences of a text, lines ending them too; what is beyond the last one is part of it. */
  private static List<String> sentences(String text, Locale language) {
    List<String> found = Text.sentences(text, language);
    if (found.size() <= DEEDS_MOST) {
      return found;
    }
    List<String> merged = new ArrayList<>(found.subList(0, DEEDS_MOST - 1));
    merged.add(String.join(" ", found.subList(DEEDS_MOST - 1, found.size())));
    return merged;
  }

  private static String until(Instant end, ZoneId zone) {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    String utc = form.format(end.atZone(ZoneOffset.UTC)) + " UTC";
    return zone.getId().equals("UTC") || zone.equals(ZoneOffset.UTC)
        ? utc
        : form.format(end.atZone(zone)) + " " + zone.getId() + " (" + utc + ")";
  }
}
