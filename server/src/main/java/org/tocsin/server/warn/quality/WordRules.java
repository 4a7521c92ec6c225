// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Remark;
import org.tocsin.server.warn.Remark.Weight;
import org.tocsin.server.warn.phrases.PlainLevel;

/** How a text is written: placeholders, reading level, jargon, words in capitals. */
final class WordRules {

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\{[^}]{0,40}}|\\[(?i:place|time|date|name|number|source|insert[^\\]]{0,40})\\]|<[a-z ]{2,30}>"
              + "|\\bX{3,}\\b|\\b(?:TBD|TBC|TBA)\\b|(?i:lorem ipsum)|_{3,}");
  private static final Pattern CAPITALS = Pattern.compile("\\b[A-Z]{3,6}\\b");
  private static final int LONG_SENTENCE = 25;

  private final Draft.Text text;
  private final String words;
  private final List<Remark> remarks = new ArrayList<>();

  private WordRules(Draft.Text text) {
    this.text = text;
    this.words = text.headline() + "\n" + text.description() + "\n" + text.instruction();
  }

  static List<Remark> of(Draft.Text text) {
    WordRules rules = new WordRules(text);
    rules.placeholders();
    rules.level();
    if (Locale.forLanguageTag(text.language()).getLanguage().equals("en")) {
      rules.jargon();
      rules.capitals();
    }
    return rules.remarks;
  }

  private void placeholders() {
    Matcher left = PLACEHOLDER.matcher(words);
    if (left.find()) {
      add(
          "placeholder",
          Weight.NEEDS_REASON,
          "'%s' was never filled in".formatted(left.group()),
          "write what belongs there");
    }
  }

  private void level() {
    PlainLevel level = PlainLevel.of(text.language(), words);
    if (level.word().equals("hard")) {
      add(
          "hard-to-read",
          Weight.ADVICE,
          "it is %s to read%s"
              .formatted(level.words(), level.grade() >= 0 ? "; aim at grade 6 or less" : ""),
          "write short sentences of everyday words, one thing to do a line");
    } else if (level.letters() > 0 && level.longest() > LONG_SENTENCE) {
      add(
          "long-sentence",
          Weight.ADVICE,
          "a sentence has %d words".formatted(level.longest()),
          "make two of it");
    }
  }

  private void jargon() {
    String low = words.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> each : WordLists.JARGON.entrySet()) {
      String word = each.getKey();
      boolean capitals = word.equals(word.toUpperCase(Locale.ROOT));
      if (stands(capitals ? words : low, capitals ? word : word.toLowerCase(Locale.ROOT))) {
        add(
            "jargon",
            Weight.ADVICE,
            "'%s' is not everybody's word".formatted(word),
            "write: " + each.getValue());
      }
    }
  }

  private static boolean stands(String in, String word) {
    int at = in.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      boolean before = at == 0 || !Character.isLetterOrDigit(in.charAt(at - 1));
      boolean after = end == in.length() || !Character.isLetterOrDigit(in.charAt(end));
      if (before && after) {
        return true;
      }
      at = in.indexOf(word, at + 1);
    }
    return false;
  }

  private void capitals() {
    Set<String> found = new TreeSet<>();
    Matcher word = CAPITALS.matcher(words);
    while (word.find()) {
      if (!WordLists.CAPITALS.contains(word.group())
          && !WordLists.JARGON.containsKey(word.group())) {
        found.add(word.group());
      }
    }
    if (!found.isEmpty()) {
      add(
          "abbreviation",
          Weight.ADVICE,
          String.join(", ", found) + " is not explained",
          "say it in full, or leave it out");
    }
  }

  private void add(String code, Weight weight, String message, String remedy) {
    remarks.add(new Remark(code, weight, "texts." + text.language(), message, remedy));
  }
}
