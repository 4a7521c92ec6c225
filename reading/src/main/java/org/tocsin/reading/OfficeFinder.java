// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds persons with offices, offices and bodies, tells of which country they are, and follows them
 * through the text: a surname, "the president", "the embassy" and "he" lead back to the last that
 * fits. Looks at a dozen tokens around each word, so that it is linear in the text.
 */
final class OfficeFinder {
  private static final double TOLD = 0.9;
  private static final double SURNAME = 0.8;
  private static final double AGAIN = 0.7;
  private static final double PRONOUN = 0.5;
  private static final int MAX_NAME_TOKENS = 4;
  private static final Set<String> PARTICLES =
      Set.of("al", "bin", "ibn", "von", "van", "de", "del", "der", "den", "el", "ben", "da");
  private static final Set<String> ARTICLES = Set.of("the", "a", "an", "its", "their");

  /** Words that begin a sentence with a capital and no name. */
  private static final Set<String> OPENS_SENTENCE =
      Set.of(
          "let",
          "whoever",
          "whatever",
          "whenever",
          "wherever",
          "when",
          "while",
          "after",
          "before",
          "if",
          "as",
          "but",
          "and",
          "or",
          "did",
          "does",
          "do",
          "can",
          "could",
          "should",
          "would",
          "why",
          "how",
          "what",
          "who",
          "is",
          "are",
          "was",
          "were",
          "has",
          "have",
          "had",
          "yet",
          "since",
          "though",
          "although",
          "because",
          "unless",
          "until",
          "whether",
          "nor",
          "so");

  private static final Set<String> HE = Set.of("he", "she");

  private final Titles titles = new Titles();

  /** What one text leads to: reads it once from the start. */
  private final class Text {
    private final Tokens tokens;
    private final Map<Integer, PlaceMention> placeAt = new HashMap<>();
    private final Map<Integer, Integer> placeEnd = new HashMap<>();
    private final List<PersonMention> found = new ArrayList<>();
    private final Map<String, PersonMention> bySurname = new HashMap<>();
    private final Map<String, PersonMention> byOffice = new HashMap<>();
    private final Map<String, PersonMention> byBody = new HashMap<>();
    private Optional<PersonMention> lastPerson = Optional.empty();

    Text(Tokens tokens, List<PlaceMention> places) {
      this.tokens = tokens;
      int token = 0;
      for (PlaceMention place : places) {
        while (token < tokens.all().size() && tokens.get(token).start() < place.span().start()) {
          token++;
        }
        int to = token;
        while (to < tokens.all().size() && tokens.get(to).end() <= place.span().end()) {
          to++;
        }
        placeAt.put(token, place);
        placeEnd.put(token, to);
      }
    }

    List<PersonMention> read() {
      for (Tokens.Sentence sentence : tokens.sentences()) {
        int i = sentence.from();
        while (i < sentence.to()) {
          int next = at(i, sentence.to());
          i = Math.max(next, i + 1);
        }
      }
      return List.copyOf(found);
    }

    /** Reads what starts at a token; the token after it, or the same where nothing does. */
    private int at(int i, int end) {
      if (!tokens.get(i).isWord()) {
        return i;
      }
      int titled = titled(i, end);
      if (titled > i) {
        return titled;
      }
      int named = namedFirst(i, end);
      return named > i ? named : leadsBack(i, end);
    }

    /** "[Country('s)] [body] [office] [name]", "[office] of [the] [country or body][, name]". */
    private int titled(int i, int end) {
      int at = i;
      Optional<String> country = Optional.empty();
      Optional<String> seat = Optional.empty();
      PlaceMention place = placeAt.get(i);
      if (place != null && (place.demonym() || tokens.at(placeEnd(i)).is("'s") || isShort(i))) {
        country = place.country();
        seat =
            place.kind() == PlaceKind.COUNTRY || place.demonym()
                ? Optional.empty()
                : Optional.of(place.name());
        at = tokens.at(placeEnd(i)).is("'s") ? placeEnd(i) + 1 : placeEnd(i);
      }
      Optional<String> body = Optional.empty();
      Optional<Titles.Found<Titles.Body>> known = titles.body(tokens, at, end);
      Optional<Titles.Found<String>> bodyWord = titles.bodyWord(tokens, at, end);
      if (known.isPresent()) {
        body = Optional.of(known.get().value().name());
        Optional<String> told = country;
        country = known.get().value().country().or(() -> told);
        at = known.get().to();
      } else if (bodyWord.isPresent() && (at > i || isOfNamed(bodyWord.get().to()))) {
        body = Optional.of(bodyWord.get().value());
        at = bodyWord.get().to();
      }
      if (tokens.at(at).is("'s") && titles.office(tokens, at + 1, end).isPresent()) {
        at++;
      }
      Optional<Titles.Found<String>> office = titles.office(tokens, at, end);
      if (office.isPresent()) {
        at = office.get().to();
      }
      boolean whose = body.isPresent() || country.isPresent();
      if (office.isEmpty() && body.isEmpty()) {
        return i;
      }
      Complement of = complement(at, end);
      if (of.to() > at) {
        at = of.to();
        body = body.or(of::body);
        country = country.or(of::country);
        seat = seat.or(of::seat);
        whose = true;
      }
      boolean definite = whose || tokens.at(i - 1).is("the"); // "The president, Vladimir Putin,"
      boolean comma = office.isPresent() && definite && tokens.at(at).is(",");
      int nameFrom = comma ? at + 1 : at;
      int nameTo = office.isPresent() ? nameEnd(nameFrom, end) : nameFrom;
      boolean named = nameTo > nameFrom && (!comma || isAside(nameFrom, nameTo));
      Optional<String> name =
          named ? Optional.of(tokens.span(nameFrom, nameTo).text()) : Optional.empty();
      if (name.isEmpty() && !whose) {
        return i; // "the president", with nothing that tells of what
      }
      int to = named ? nameTo : at;
      String rule =
          office.isEmpty() ? "body.named" : name.isEmpty() ? "office.of" : "person.office";
      PersonMention mention =
          new PersonMention(
              tokens.span(i, to),
              name,
              office.map(Titles.Found::value),
              body,
              country,
              seat,
              TOLD,
              rule);
      keep(known(mention));
      return to;
    }

    /** What a name told before adds: "Prime Minister Theresa May" after "the British premier". */
    private PersonMention known(PersonMention mention) {
      PersonMention before =
          mention
              .name()
              .map(n -> bySurname.get(surname(n)))
              .or(() ->
                  mention
                      .office()
                      .map(o -> byOffice.get(lastWord(o)))
                      // Another person of that office is nobody told before.
                      .filter(held -> held.name().isEmpty() || mention.name().isEmpty()))
              .orElse(null);
      if (before == null || mention.country().isPresent() || mention.body().isPresent()) {
        return mention;
      }
      return new PersonMention(
          mention.span(),
          before
              .name()
              .filter(n -> n.length() > mention.name().orElse("").length())
              .or(mention::name),
          mention.office().or(before::office),
          mention.body().or(before::body),
          before.country(),
          mention.seat().or(before::seat),
          TOLD,
          mention.rule());
    }

    /** What "of", "in" or "to" leads to after an office or a body. */
    private record Complement(
        int to, Optional<String> body, Optional<String> country, Optional<String> seat) {}

    private Complement complement(int at, int end) {
      Complement none = new Complement(at, Optional.empty(), Optional.empty(), Optional.empty());
      boolean of = tokens.at(at).is("of") || tokens.at(at).is("for");
      boolean in = tokens.at(at).is("in") || tokens.at(at).is("to");
      if (!(of || in) || at + 1 >= end) {
        return none;
      }
      int from = tokens.at(at + 1).is("the") ? at + 2 : at + 1;
      PlaceMention place = placeAt.get(from);
      Optional<Titles.Found<Titles.Body>> body = titles.body(tokens, from, end);
      if (of && body.isPresent()) {
        return new Complement(
            body.get().to(),
            Optional.of(body.get().value().name()),
            body.get().value().country(),
            Optional.empty());
      }
      if (of && place != null && (place.demonym() || tokens.at(placeEnd(from)).is("'s"))) {
        int after = tokens.at(placeEnd(from)).is("'s") ? placeEnd(from) + 1 : placeEnd(from);
        return titles
            .bodyWord(tokens, after, end)
            .map(b ->
                new Complement(b.to(), Optional.of(b.value()), place.country(), Optional.empty()))
            .orElse(none);
      }
      if (of) {
        Optional<Titles.Found<String>> word = titles.bodyWord(tokens, from, end);
        if (word.isPresent()) {
          return new Complement(
              word.get().to(), Optional.of(word.get().value()), Optional.empty(), Optional.empty());
        }
      }
      if (place == null) {
        return none;
      }
      boolean whole = place.kind() == PlaceKind.COUNTRY && of;
      return new Complement(
          placeEnd(from),
          Optional.empty(),
          of ? place.country() : Optional.empty(),
          whole ? Optional.empty() : Optional.of(place.name()));
    }

    /** "Alexander Bortnikov, director of the FSB", "Ann Lee, the Canadian ambassador,". */
    private int namedFirst(int i, int end) {
      int nameTo = nameEnd(i, end);
      if (nameTo - i < 2 || !tokens.at(nameTo).is(",") || placeAt.containsKey(i)) {
        return i;
      }
      int from = nameTo + 1;
      while (from < end && ARTICLES.contains(tokens.at(from).lower())) {
        from++;
      }
      int before = found.size();
      int to = from < end ? titledWithoutName(from, end) : from;
      if (to <= from) {
        return i;
      }
      PersonMention title = found.remove(before);
      keep(
          new PersonMention(
              tokens.span(i, to),
              Optional.of(tokens.span(i, nameTo).text()),
              title.office(),
              title.body(),
              title.country(),
              title.seat(),
              TOLD,
              "person.aside"));
      return to;
    }

    private int titledWithoutName(int from, int end) {
      int to = titled(from, end);
      boolean title =
          to > from && found.getLast().office().isPresent() && found.getLast().name().isEmpty();
      if (to > from && !title) {
        found.removeLast();
        return from;
      }
      return to;
    }

    /** A surname, "the president", "the embassy", "he". */
    private int leadsBack(int i, int end) {
      Token token = tokens.get(i);
      PersonMention known = bySurname.get(token.lower());
      if (known != null && token.isCapitalised() && !placeAt.containsKey(i)) {
        keep(known.again(tokens.span(i, i + 1), SURNAME, "person.surname"));
        return i + 1;
      }
      if (HE.contains(token.lower()) && lastPerson.isPresent()) {
        found.add(lastPerson.get().again(tokens.span(i, i + 1), PRONOUN, "person.pronoun"));
        return i + 1;
      }
      if (!token.is("the")) {
        return i;
      }
      Optional<Titles.Found<String>> office = titles.office(tokens, i + 1, end);
      int aside = office.filter(o -> tokens.at(o.to()).is(",")).map(o -> o.to() + 1).orElse(-1);
      if (aside > 0 && isAside(aside, nameEnd(aside, end))) {
        return i; // "the president, Vladimir Putin,": read as a title
      }
      Optional<PersonMention> held =
          office.flatMap(o -> Optional.ofNullable(byOffice.get(lastWord(o.value()))));
      if (office.isPresent() && held.isPresent()) {
        Span words = tokens.span(i + 1, office.get().to());
        keep(held.get().again(words, AGAIN, "office.again"));
        return office.get().to();
      }
      PersonMention body = byBody.get(tokens.at(i + 1).lower());
      if (body != null) {
        found.add(body.again(tokens.span(i + 1, i + 2), AGAIN, "body.again"));
        return i + 2;
      }
      return i;
    }

    private void keep(PersonMention mention) {
      found.add(mention);
      mention.name().ifPresent(n -> bySurname.put(surname(n), mention));
      mention.office().ifPresent(o -> byOffice.put(lastWord(o), mention));
      if (mention.office().isEmpty()) {
        mention.body().ifPresent(b -> byBody.put(lastWord(b), mention));
      } else {
        lastPerson = Optional.of(mention);
      }
    }

    private int placeEnd(int i) {
      return placeEnd.getOrDefault(i, i + 1);
    }

    /** "US", "UK", "U.S.": a country that stands before an office as it is. */
    private boolean isShort(int i) {
      String text = tokens.get(i).text();
      return text.length() <= 4 && text.equals(text.toUpperCase(java.util.Locale.ROOT));
    }

    private boolean isOfNamed(int at) {
      int next = tokens.at(at + 1).is("the") ? at + 2 : at + 1;
      return (tokens.at(at).is("of") || tokens.at(at).is("in"))
          && (placeAt.containsKey(next) || tokens.at(next).isCapitalised());
    }

    /** Whether a name after a comma ends with a comma or at a verb. */
    private boolean isAside(int from, int to) {
      return to - from >= 2 && (tokens.at(to).is(",") || tokens.at(to).is("."));
    }

    private boolean isDate(Token token) {
      return Months.of(token.lower()).isPresent() || Months.day(token.lower()).isPresent();
    }

    /** Where a name may start; "Let General Haftar" is none. */
    private int nameEnd(int from, int end) {
      int to = from;
      while (to < end && to - from < MAX_NAME_TOKENS + 1) {
        Token token = tokens.at(to);
        boolean particle =
            to > from && PARTICLES.contains(token.lower()) && tokens.at(to + 1).isCapitalised();
        boolean initial = to > from && token.is(".") && tokens.at(to - 1).text().length() == 1;
        boolean name =
            token.isCapitalised()
                && !(to == from && OPENS_SENTENCE.contains(token.lower()))
                && (to > from || !isDate(token))
                && !(to == from && placeAt.containsKey(to) && tokens.at(to + 1).is("'s"));
        if (!(name || particle || initial)) {
          break;
        }
        to++;
      }
      return to;
    }
  }

  private static String surname(String name) {
    return lastWord(name).toLowerCase(java.util.Locale.ROOT);
  }

  private static String lastWord(String words) {
    return words.substring(words.lastIndexOf(' ') + 1);
  }

  /**
   * The persons, offices and bodies of a text, in its order.
   *
   * @param places the places of the text, words for peoples included, in its order
   */
  List<PersonMention> find(Tokens tokens, List<PlaceMention> places) {
    return new Text(tokens, places).read();
  }
}
