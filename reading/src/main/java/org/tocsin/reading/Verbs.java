// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a verb from a noun by its form and its neighbours: a small guess at parts of speech for the
 * verbs of {@code verbs.tsv}, with all their forms.
 */
final class Verbs {
  private enum Form {
    BASE,
    THIRD,
    PAST,
    PARTICIPLE,
    ING
  }

  /**
   * What a word may be.
   *
   * @param noun whether it is a noun as often
   */
  private record Verb(Set<Form> forms, boolean noun) {}

  private static final Map<String, String> PRESENTS = new HashMap<>();
  private static final Map<String, Verb> FORMS = forms();

  private static final WordSets NEIGHBOURS = WordSets.read("verb-neighbours.en.tsv");

  private static final Set<String> BEFORE_NOUN = NEIGHBOURS.of("before noun");
  private static final Set<String> BEFORE_VERB = NEIGHBOURS.of("before verb");
  private static final Set<String> OBJECT = NEIGHBOURS.of("object");

  /** Beside what opens an object. */
  private static final Set<String> BEHIND_VERB = NEIGHBOURS.of("behind verb");

  private Verbs() {}

  /** Whether a token opens what a phrase before it does or suffers: no noun and no attribute. */
  static boolean isFinite(Tokens tokens, int i, Tokens.Sentence sentence) {
    Token token = tokens.get(i);
    if (i <= sentence.from() || token.isCapitalised() || !token.isWord()) {
      return false;
    }
    Verb verb = FORMS.get(token.lower());
    String previous = tokens.get(i - 1).lower();
    if (verb == null || BEFORE_NOUN.contains(previous) || tokens.get(i - 1).isNumber()) {
      return false;
    }
    Token next = tokens.at(i + 1);
    boolean ends = i + 1 >= sentence.to() || (!next.isWord() && !next.isNumber());
    if (BEFORE_VERB.contains(previous)) {
      return !verb.forms().contains(Form.ING);
    }
    if (verb.forms().contains(Form.PAST) || verb.forms().contains(Form.PARTICIPLE)) {
      boolean plain = verb.forms().contains(Form.BASE) && verb.noun();
      return plain
          ? OBJECT.contains(next.lower())
          : ends
              || OBJECT.contains(next.lower())
              || BEHIND_VERB.contains(next.lower())
              || next.isNumber()
              || next.isCapitalised()
              || isAdverb(next);
    }
    boolean plural =
        previous.endsWith("s") && !previous.endsWith("ss") && !tokens.get(i - 1).isCapitalised();
    if (verb.forms().contains(Form.THIRD)) {
      return !plural && (verb.noun() ? OBJECT.contains(next.lower()) : !ends);
    }
    return verb.forms().contains(Form.BASE)
        && plural
        && (verb.noun() ? OBJECT.contains(next.lower()) : !ends && !next.is("of"));
  }

  /** Whether a word is a past form: "killed", "shot". */
  static boolean isPast(String word) {
    Verb verb = FORMS.get(word);
    return verb != null
        && (verb.forms().contains(Form.PAST) || verb.forms().contains(Form.PARTICIPLE));
  }

  /** "Rejects" beside "rejected": the present of a past form, unless it is a noun as often. */
  static Optional<String> present(String past) {
    return Optional.ofNullable(PRESENTS.get(past));
  }

  static boolean isVerb(String word) {
    return FORMS.containsKey(word);
  }

  /** Whether a word is a verb in -ing: "prompting", no "building". */
  static boolean isParticiple(String word) {
    Verb verb = FORMS.get(word);
    return verb != null && verb.forms().contains(Form.ING);
  }

  private static boolean isAdverb(Token token) {
    return token.lower().endsWith("ly") && !token.isCapitalised();
  }

  private static Map<String, Verb> forms() {
    Map<String, Verb> forms = new HashMap<>();
    for (List<String> row : Lexicon.table("verbs.tsv", 2)) {
      String kind = row.getFirst();
      boolean noun = kind.startsWith("noun-");
      boolean twice = kind.endsWith("double");
      for (String cell : Lexicon.list(row.get(1))) {
        List<String> parts = Lexicon.split(cell, ',');
        String base = parts.getFirst();
        String stem = twice ? base + base.charAt(base.length() - 1) : withoutE(base);
        String past = parts.size() > 1 ? parts.get(1) : past(base, stem);
        String participle = parts.size() > 1 ? parts.get(2) : past;
        add(forms, base, Form.BASE, noun);
        add(forms, third(base), Form.THIRD, noun);
        add(forms, past, Form.PAST, noun && past.equals(base));
        add(forms, participle, Form.PARTICIPLE, noun && participle.equals(base));
        add(forms, (base.endsWith("ee") ? base : stem) + "ing", Form.ING, false);
        if (!noun && !past.equals(base)) {
          PRESENTS.put(past, third(base));
        }
      }
    }
    return forms;
  }

  private static void add(Map<String, Verb> forms, String word, Form form, boolean noun) {
    Verb known = forms.get(word);
    if (known == null) {
      forms.put(word, new Verb(EnumSet.of(form), noun));
    } else {
      known.forms().add(form);
      if (noun && !known.noun()) {
        forms.put(word, new Verb(known.forms(), true));
      }
    }
  }

  private static String withoutE(String base) {
    return base.endsWith("e") ? base.substring(0, base.length() - 1) : base;
  }

  private static boolean endsInConsonantY(String base) {
    return base.endsWith("y") && "aeiou".indexOf(base.charAt(base.length() - 2)) < 0;
  }

  private static String past(String base, String stem) {
    return endsInConsonantY(base) ? base.substring(0, base.length() - 1) + "ied" : stem + "ed";
  }

  private static String third(String base) {
    if (base.equals("have")) {
      return "has";
    }
    if (endsInConsonantY(base)) {
      return base.substring(0, base.length() - 1) + "ies";
    }
    boolean hissing =
        base.endsWith("s")
            || base.endsWith("sh")
            || base.endsWith("ch")
            || base.endsWith("x")
            || base.endsWith("z")
            || base.equals("go")
            || base.equals("veto");
    return hissing ? base + "es" : base + "s";
  }
}
