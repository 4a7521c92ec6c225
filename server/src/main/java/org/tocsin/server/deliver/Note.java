// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.net.URI;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * One person's message in its parts, for channels that lay out the words themselves and must cut
 * them to a length. Immutable.
 *
 * @param title one line, with marking and exercise mark
 * @param parts in the order in which they are read; none is blank
 * @param answerHere in front of the answer link
 * @param answer on a button that opens it
 * @param link where they answer
 */
public record Note(String title, List<Part> parts, String answerHere, String answer, URI link) {

  private static final String CUT = "…";

  /** What gives way first when a message is too long; the title says the headline too. */
  private static final List<Kind> GIVING_WAY =
      List.of(Kind.DESCRIPTION, Kind.WEB, Kind.CONTACT, Kind.AREA, Kind.HEADLINE, Kind.INSTRUCTION);

  /** What a part says. */
  public enum Kind {
    /** That it is an exercise. */
    EXERCISE,
    /** That it may have come before. */
    REPEAT,
    /** The headline. */
    HEADLINE,
    /** What the danger is. */
    DESCRIPTION,
    /** What to do. */
    INSTRUCTION,
    /** Where. */
    AREA,
    /** Until when. */
    UNTIL,
    /** Whom to ask. */
    CONTACT,
    /** Where to read more. */
    WEB
  }

  /**
   * One part.
   *
   * @param kind what it says
   * @param heading in front of it, ours; empty for none
   * @param text the words; whoever wrote the warning chose them, so they are escaped
   */
  public record Part(Kind kind, String heading, String text) {
    /** Heading and text as plain text. */
    public String plain() {
      String between = kind == Kind.INSTRUCTION ? "\n" : " ";
      return heading.isEmpty() ? text : heading + between + text;
    }
  }

  /** Copies the list. */
  public Note {
    parts = List.copyOf(parts);
  }

  /** What a parcel tells, with its marks for exercise and repeat. */
  public static Note of(Parcel parcel) {
    Letter letter = parcel.letter();
    ApprovedWarning.Text text = letter.text();
    Phrases words = Phrases.in(text.language());
    List<Part> parts = new ArrayList<>();
    if (letter.warning().exercise()) {
      add(
          parts,
          Kind.EXERCISE,
          Marks.word(letter.warning(), text.language()) + ":",
          Marks.meaning(letter.warning(), text.language()));
    }
    if (parcel.repeat()) {
      add(parts, Kind.REPEAT, "", words.repeat());
    }
    add(parts, Kind.HEADLINE, "", text.headline());
    add(parts, Kind.DESCRIPTION, "", text.description());
    add(parts, Kind.INSTRUCTION, words.whatToDo(), text.instruction());
    add(parts, Kind.AREA, words.where(), text.area());
    add(parts, Kind.UNTIL, words.until(), letter.until());
    add(parts, Kind.CONTACT, words.contact(), text.contact());
    add(parts, Kind.WEB, "", text.web());
    return new Note(
        letter.subject(), parts, words.answerHere(), words.answer(), parcel.answerUri());
  }

  private static void add(List<Part> parts, Kind kind, String heading, String text) {
    String clean = text.replace("\r\n", "\n").replace('\r', '\n').strip();
    if (!clean.isEmpty()) {
      parts.add(new Part(kind, heading, clean));
    }
  }

  /** The part of this kind, if there is one. */
  public Optional<Part> part(Kind kind) {
    return parts.stream().filter(part -> part.kind() == kind).findFirst();
  }

  /** The same without this part. */
  public Note without(Kind kind) {
    return with(kind, "");
  }

  /**
   * The same under a title of at most this size. The headline is the end of the title; so it is no
   * part any more, unless the title lost some of it.
   */
  public Note titled(int most, ToIntFunction<String> size) {
    String cut = cut(title, most, size);
    List<Part> rest = cut.equals(title) ? without(Kind.HEADLINE).parts() : parts;
    return new Note(cut, rest, answerHere, answer, link);
  }

  /** All parts and the answer link as plain text, a blank line between them. */
  public String plain() {
    StringBuilder out = new StringBuilder(1_000);
    for (Part part : parts) {
      out.append(part.plain()).append("\n\n");
    }
    return out.append(answerHere).append('\n').append(link).toString();
  }

  /**
   * The same, short enough: what matters less gives way first (the description, then where to read
   * more, whom to ask, where, the headline), then the end of what to do. The marks, the end and the
   * answer link stay whatever happens.
   *
   * @param most what {@code size} may say at most
   * @param size how large a note is as the channel writes it; never less for a longer text
   */
  public Note fitted(int most, ToIntFunction<Note> size) {
    Note note = this;
    for (Kind kind : GIVING_WAY) {
      if (size.applyAsInt(note) <= most) {
        return note;
      }
      note = note.shortened(kind, most, size);
    }
    return note;
  }

  private Note shortened(Kind kind, int most, ToIntFunction<Note> size) {
    Optional<Part> part = part(kind);
    if (part.isEmpty()) {
      return this;
    }
    return with(
        kind, cut(part.get().text(), most, shorter -> size.applyAsInt(with(kind, shorter))));
  }

  /** The same with this part saying something else, or without it when that is nothing. */
  private Note with(Kind kind, String text) {
    List<Part> changed = new ArrayList<>(parts.size());
    for (Part part : parts) {
      if (part.kind() != kind) {
        changed.add(part);
      } else if (!text.isEmpty()) {
        changed.add(new Part(kind, part.heading(), text));
      }
    }
    return new Note(title, changed, answerHere, answer, link);
  }

  /**
   * The longest beginning of a text that fits, with an ellipsis where something was cut; never cut
   * within what a reader sees as one character. Empty when not even one fits.
   *
   * @param most what {@code size} may say at most
   * @param size how large a text is as it will be written; never less for a longer text
   */
  public static String cut(String text, int most, ToIntFunction<String> size) {
    if (size.applyAsInt(text) <= most) {
      return text;
    }
    int[] ends = ends(text);
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (size.applyAsInt(beginning(text, ends[middle])) <= most) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low == 0 ? "" : beginning(text, ends[low]);
  }

  private static String beginning(String text, int end) {
    return text.substring(0, end).stripTrailing() + CUT;
  }

  private static int[] ends(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(java.util.Locale.ROOT);
    characters.setText(text);
    int[] ends = new int[text.length() + 1];
    int count = 0;
    for (int end = characters.first(); end != BreakIterator.DONE; end = characters.next()) {
      ends[count++] = end;
    }
    return java.util.Arrays.copyOf(ends, count);
  }
}
