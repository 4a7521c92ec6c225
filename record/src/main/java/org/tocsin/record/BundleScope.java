// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For whom a case bundle was made, and how many entries were left out for that reason; the desk's
 * own statement (spec/bundle.md, version 2).
 *
 * @param level for whom
 * @param omitted how many entries of the case the desk left out, 0 to 2^53-1
 */
public record BundleScope(Level level, long omitted) {

  static final Set<String> META_MEMBERS = Set.of("level", "omitted");

  /** For whom a bundle is made. */
  public enum Level {
    /** Everything of the case that the desk may disclose: all but what is personal. */
    COURT("court", "a court"),
    /** No persons, and no text that is not public. */
    PRESS("press", "the press"),
    /** What one watcher was told and answered. */
    WATCHER("watcher", "one watcher");

    private final String word;
    private final String reader;

    Level(String word, String reader) {
      this.word = word;
      this.reader = reader;
    }

    /** The word in the file. */
    public String word() {
      return word;
    }

    /** Who reads it, in a sentence. */
    public String reader() {
      return reader;
    }

    /** The level of this word; refuses others. */
    public static Level parse(String word) {
      return Arrays.stream(values())
          .filter(level -> level.word.equals(word))
          .findFirst()
          .orElseThrow(() ->
              RecordException.malformed(
                  "level '" + Words.excerpt(word) + "' is none of court, press, watcher"));
    }
  }

  /** Refuses numbers that JSON cannot hold. */
  public BundleScope {
    if (omitted < 0 || omitted > CanonicalJson.MAX_INTEGER) {
      throw RecordException.malformed("omitted is " + omitted + "; it must be 0 to 2^53-1");
    }
  }

  static BundleScope parse(Map<String, @Nullable Object> meta) {
    if (!(meta.get("omitted") instanceof Long omitted)) {
      throw RecordException.malformed("meta's omitted must be an integer");
    }
    return new BundleScope(
        Level.parse(CanonicalJson.string(meta.get("level"), "meta's level")), omitted);
  }
}
