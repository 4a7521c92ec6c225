// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How likely a danger is: the words of ICD 203 (section D.6.e) with their ranges in per cent. */
public enum Likelihood {
  /** Almost no chance, remote. */
  ALMOST_NO_CHANCE("almost no chance", 1, 5),
  /** Very unlikely, highly improbable. */
  VERY_UNLIKELY("very unlikely", 5, 20),
  /** Unlikely, improbable. */
  UNLIKELY("unlikely", 20, 45),
  /** Roughly even chance. */
  ROUGHLY_EVEN("roughly even chance", 45, 55),
  /** Likely, probable. */
  LIKELY("likely", 55, 80),
  /** Very likely, highly probable. */
  VERY_LIKELY("very likely", 80, 95),
  /** Almost certain, nearly certain. */
  ALMOST_CERTAIN("almost certain", 95, 99);

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,2})\\s*%?");

  private final String words;
  private final int percentMin;
  private final int percentMax;

  Likelihood(String words, int percentMin, int percentMax) {
    this.words = words;
    this.percentMin = percentMin;
    this.percentMax = percentMax;
  }

  /** The standard's words. */
  public String words() {
    return words;
  }

  /** The lower end of the range in per cent. */
  public int percentMin() {
    return percentMin;
  }

  /** The upper end of the range in per cent. */
  public int percentMax() {
    return percentMax;
  }

  /**
   * The word for a probability. Neighbouring ranges of the standard share their edge, which goes to
   * the likelier word: in doubt one warns.
   *
   * @param percent 1 to 99; below and above nothing is a matter of likelihood, and there is no word
   */
  public static Optional<Likelihood> ofPercent(int percent) {
    Optional<Likelihood> found = Optional.empty();
    for (Likelihood likelihood : values()) {
      if (percent >= likelihood.percentMin && percent <= likelihood.percentMax) {
        found = Optional.of(likelihood);
      }
    }
    return found;
  }

  /**
   * The likelihood of these words, in any case, with spaces or as {@code veryLikely}, or of a whole
   * number of per cent, for example {@code 70 %}.
   */
  public static Optional<Likelihood> find(String text) {
    Matcher percent = PERCENT.matcher(text.strip());
    if (percent.matches()) {
      return ofPercent(Integer.parseInt(percent.group(1)));
    }
    String wanted = key(text);
    for (Likelihood likelihood : values()) {
      if (key(likelihood.words).equals(wanted) || key(likelihood.name()).equals(wanted)) {
        return Optional.of(likelihood);
      }
    }
    return Optional.empty();
  }

  private static String key(String text) {
    return text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }
}
