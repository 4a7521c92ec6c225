// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

/**
 * Words of a lower text that would give away what stands above its marking.
 *
 * @param where the field: {@code en.description}
 * @param from index of the first UTF-16 unit in that field
 * @param to index after the last
 * @param words what stands there
 * @param kind how it was recognised
 * @param span the marked words that it would give away; 0 for the name of a source
 * @param fullText which full text they are of
 * @param hidden those words, for whoever may see them
 */
record Hit(
    String where,
    int from,
    int to,
    String words,
    Kind kind,
    int span,
    String fullText,
    String hidden) {

  /** How a hit was recognised. */
  enum Kind {
    /** The same words, in whatever order, case, script or spacing. */
    PHRASE("repeats words", "Say it in other words that tell less, or leave it out."),
    /** Most of the words that matter of a sentence. */
    REWORDED("rewords a sentence", "Leave out what makes it recognisable."),
    NAME("names somebody or something", "Leave the name out, or say what kind it is."),
    GROUP("names a group", "Say \"a group\", or name a wider one."),
    PERSON("names a person or an office", "Leave the person or office out."),
    PLACE("names a place", "Name a wider place."),
    COORDINATES("gives the position of a place", "Leave the coordinates out."),
    FIGURE("gives a figure", "Leave the figure out, or give a range that is much wider."),
    TIME("gives a time", "Give a wider time, such as the day."),
    SOURCE("names a source", "Leave the source out.");

    private final String words;
    private final String remedy;

    Kind(String words, String remedy) {
      this.words = words;
      this.remedy = remedy;
    }

    /** What it does, for people. */
    String words() {
      return words;
    }

    /** What to do about it. */
    String remedy() {
      return remedy;
    }
  }

  /** What an officer who lets it stand answers for: the same words, recognised in the same way. */
  String key() {
    return fullText + "#" + kind + "#" + Clean.key(words);
  }
}
