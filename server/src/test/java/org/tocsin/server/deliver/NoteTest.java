// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tocsin.server.deliver.Note.Kind;

/**
 * FEATURE UNDER TEST: a message that is too long loses what matters least, and no half character.
 */
class NoteTest {

  private static final String FAMILY = "👨‍👩‍👧";

  @Test
  void whatFitsStaysAsItIs() {
    Note note = note("A threat.", "Stay away.");
    assertThat(note.fitted(10_000, each -> each.plain().length())).isEqualTo(note);
    assertThat(Note.cut("short", 5, String::length)).isEqualTo("short");
  }

  @Test
  void theDescriptionGivesWayFirstAndWhatToDoLast() {
    Note note = note("A threat to concerts. ".repeat(100), "Stay away. ".repeat(10).strip());
    Note fitted = note.fitted(500, each -> each.plain().length());
    assertThat(fitted.plain().length()).isLessThanOrEqualTo(500);
    assertThat(fitted.part(Kind.DESCRIPTION).orElseThrow().text()).endsWith("…");
    assertThat(fitted.part(Kind.INSTRUCTION)).isEqualTo(note.part(Kind.INSTRUCTION));
    assertThat(fitted.plain()).endsWith(SampleParcels.LINK);

    Note shorter = note.fitted(220, each -> each.plain().length());
    assertThat(shorter.part(Kind.DESCRIPTION)).isEmpty();
    assertThat(shorter.part(Kind.INSTRUCTION).orElseThrow().text()).startsWith("Stay away.");
    assertThat(shorter.part(Kind.UNTIL)).isEqualTo(note.part(Kind.UNTIL));
    assertThat(shorter.plain()).contains("What to do:").endsWith(SampleParcels.LINK);
  }

  @Test
  void nothingIsCutWithinACharacter() {
    String text = "é" + FAMILY + FAMILY;
    for (int most = 0; most <= text.length(); most++) {
      String cut = Note.cut(text, most, String::length);
      assertThat(cut.length()).isLessThanOrEqualTo(most);
      assertThat(cut).isIn("", "é…", "é" + FAMILY + "…", text);
    }
  }

  @Test
  void aCutIsTheLongestThatFits() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int j = 0; j < length; j++) {
        text.appendCodePoint("aя €𝄞\"".codePointAt(random.nextInt(5)));
      }
      int most = random.nextInt(80);
      assertThat(Note.cut(text.toString(), most, NoteTest::bytes))
          .as("%s to %d", text, most)
          .isEqualTo(slowly(text.toString(), most));
    }
  }

  /** Every beginning is tried, the longest first. */
  private static String slowly(String text, int most) {
    if (bytes(text) <= most) {
      return text;
    }
    for (int end = text.length() - 1; end > 0; end--) {
      String cut = text.substring(0, end).stripTrailing() + "…";
      if (!Character.isLowSurrogate(text.charAt(end)) && bytes(cut) <= most) {
        return cut;
      }
    }
    return "";
  }

  @Test
  void theHeadlineIsSaidOnceUnlessTheTitleLostSomeOfIt() {
    Note note = note("A threat.", "Stay away.");
    assertThat(note.titled(100, String::length).part(Kind.HEADLINE)).isEmpty();
    Note cut = note.titled(20, String::length);
    assertThat(cut.title()).isEqualTo("[TLP:CLEAR] Avoid l…");
    assertThat(cut.part(Kind.HEADLINE)).isPresent();
  }

  private static Note note(String description, String instruction) {
    return SampleParcels.note(
        SampleParcels.text("Avoid large gatherings", description, instruction));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
