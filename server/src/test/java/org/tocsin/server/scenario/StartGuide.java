// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code docs/start/README.md} as its reader uses it, a section at a time: bold is what stands on
 * the page, italics or code after it what is typed there, a fence a file, a quotation a text to
 * paste.
 */
final class StartGuide {

  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");

  private final String text;

  private StartGuide(String text) {
    this.text = text;
  }

  static StartGuide read() throws IOException {
    return new StartGuide(Files.readString(Path.of("..", "docs", "start", "README.md")));
  }

  /** The section with this number. */
  Section section(int number) {
    Matcher found = Pattern.compile("(?ms)^## " + number + "\\. (.*?)(?=^## )").matcher(text);
    assertThat(found.find()).as("section %d of the guide", number).isTrue();
    return new Section(number, found.group(1));
  }

  /** One section, which knows what of it was followed. */
  static final class Section {
    private final int number;
    private final String text;
    private final Set<String> followed = new LinkedHashSet<>();

    private Section(int number, String text) {
      this.number = number;
      this.text = text;
    }

    /** What the page calls something, provided that the guide calls it so too. */
    String named(String label) {
      assertThat(text).as("section %d of the guide", number).contains("**" + label + "**");
      followed.add(label);
      return label;
    }

    /** What the guide says to type for a label: the italics or the code that follow it. */
    String typedFor(String label) {
      return first(
          Pattern.quote("**" + named(label) + "**") + " (?:\\*([^*]+)\\*|`([^`]+)`)", label);
    }

    /** What stands in a fence of this kind. */
    String fence(String kind) {
      return first("(?s)```" + kind + "\n(.*?)```", "a fence of " + kind);
    }

    /** The quotation. */
    String quotation() {
      return first("(?m)^> (.*)$", "a quotation");
    }

    /** A word in italics, such as one that the page will show. */
    String shown(String words) {
      assertThat(text).as("section %d of the guide", number).contains("*" + words + "*");
      return words;
    }

    private String first(String pattern, String what) {
      Matcher found = Pattern.compile(pattern).matcher(text);
      assertThat(found.find()).as("%s in section %d of the guide", what, number).isTrue();
      return found.group(1) != null ? found.group(1) : found.group(2);
    }

    /** Fails when the guide names something that nobody looked for. */
    void isFollowed() {
      assertThat(BOLD.matcher(text).results().map(bold -> bold.group(1)))
          .as("what section %d of the guide names", number)
          .isSubsetOf(followed);
    }
  }
}
