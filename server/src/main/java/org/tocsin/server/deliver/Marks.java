// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Locale;
import java.util.Map;

/** What says in a language that a message is not meant: the marks of an exercise and of a test. */
public final class Marks {

  /** The word and what it means, for a test. */
  private record Test(String word, String meaning) {}

  private static final Test ENGLISH = new Test("TEST", "this is a test, there is no danger.");

  private static final Map<String, Test> TESTS =
      Map.of(
          "ru",
          new Test("ПРОВЕРКА / TEST", "это проверка, опасности нет."),
          "uk",
          new Test("ПЕРЕВІРКА / TEST", "це перевірка, небезпеки немає."),
          "de",
          new Test("TEST", "dies ist ein Test, es besteht keine Gefahr."),
          "fr",
          new Test("ESSAI / TEST", "ceci est un essai, il n'y a aucun danger."),
          "es",
          new Test("PRUEBA / TEST", "esto es una prueba, no hay peligro."));

  private Marks() {}

  /** The word in front of everything. */
  public static String word(ApprovedWarning warning, String language) {
    return warning.test() ? test(language).word() : Phrases.in(language).exercise();
  }

  /** What the word means, as a sentence. */
  public static String meaning(ApprovedWarning warning, String language) {
    return warning.test() ? test(language).meaning() : Phrases.in(language).exerciseOnly();
  }

  private static Test test(String language) {
    int dash = language.indexOf('-');
    String kin = (dash < 0 ? language : language.substring(0, dash)).toLowerCase(Locale.ROOT);
    return TESTS.getOrDefault(kin, ENGLISH);
  }
}
