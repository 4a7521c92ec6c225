// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds groups by their names and aliases, longest first; short forms count only in capitals. */
final class GroupFinder {
  private static final int MAX_NAME_TOKENS = 12;
  private static final int MAX_ACRONYM_UNITS = 5;

  private final Map<String, Known> byKey = new HashMap<>();

  /**
   * Forms that are of one language only: "EI" is no group in an English text, and "talibanes"
   * stands without a capital.
   */
  private final Map<String, Map<String, Known>> shortForms = new HashMap<>();

  private final Map<String, List<String>> areas = new HashMap<>();

  private record Known(String id, String name, Optional<String> parent, boolean acronym) {}

  GroupFinder() {
    KnownGroup.LISTS.forEach(this::addAll);
    addForms("es");
    Lexicon.table("group-areas.tsv", 2)
        .forEach(row -> areas.put(row.get(0), Lexicon.list(row.get(1))));
  }

  /**
   * The same with some groups as somebody else knows them: their names replace what the tables say
   * of a group of the same id, and go before those of other groups.
   */
  GroupFinder(GroupFinder tables, List<KnownGroup> groups) {
    byKey.putAll(tables.byKey);
    areas.putAll(tables.areas);
    tables.shortForms.forEach((language, forms) -> shortForms.put(language, new HashMap<>(forms)));
    for (KnownGroup group : groups) {
      byKey.values().removeIf(known -> known.id().equals(group.id()));
      shortForms.values().forEach(forms ->
          forms.values().removeIf(known -> known.id().equals(group.id())));
    }
    for (KnownGroup group : groups) {
      Known known = new Known(group.id(), group.name(), group.parent(), false);
      areas.put(group.id(), group.areas());
      force(group.name(), known);
      group.aliases().forEach(alias -> force(alias, known));
    }
  }

  private void force(String alias, Known known) {
    for (String form : forms(alias)) {
      String key = Gazetteer.key(form);
      if (!key.isEmpty()) {
        byKey.remove(key);
        addForm(form, known);
      }
    }
  }

  /** Names in another language of groups that the tables before hold. */
  private void addForms(String language) {
    String table = "groups." + language + ".tsv";
    Map<String, Known> ofLanguage = shortForms.computeIfAbsent(language, l -> new HashMap<>());
    Map<String, Known> byId = new HashMap<>();
    byKey.values().forEach(known -> byId.putIfAbsent(known.id(), known));
    for (List<String> row : Lexicon.table(table, 2)) {
      Known known = byId.get(row.get(0));
      if (known == null) {
        throw new IllegalStateException(table + ": no group is " + row.get(0));
      }
      for (String alias : Lexicon.list(row.get(1))) {
        if (isAcronym(alias) || Character.isLowerCase(alias.charAt(0))) {
          ofLanguage.put(
              Gazetteer.key(alias),
              new Known(known.id(), known.name(), known.parent(), isAcronym(alias)));
        } else {
          add(alias, known);
        }
      }
    }
  }

  private void addAll(String table) {
    for (List<String> row : Lexicon.table(table, 4)) {
      Optional<String> parent = row.get(2).isEmpty() ? Optional.empty() : Optional.of(row.get(2));
      Known known = known(row.get(0), row.get(1), parent);
      add(row.get(1), known);
      Lexicon.list(row.get(3)).forEach(alias -> add(alias, known));
    }
  }

  /** A group both tables hold goes by the first one's name. */
  private Known known(String id, String name, Optional<String> parent) {
    Known earlier = byKey.get(Gazetteer.key(name));
    return earlier == null ? new Known(id, name, parent, false) : earlier;
  }

  private void add(String alias, Known known) {
    forms(alias).forEach(form -> addForm(form, known));
  }

  /** An alias, and both of "Army of Islam (AOI)". */
  static List<String> forms(String alias) {
    int open = alias.indexOf(" (");
    if (open > 0
        && alias.endsWith(")")
        && isAcronym(alias.substring(open + 2, alias.length() - 1))) { // and not "(Canada)"
      return List.of(
          alias.substring(0, open), alias.substring(open + 2, alias.length() - 1), alias);
    }
    return List.of(alias);
  }

  private void addForm(String alias, Known known) {
    boolean acronym = isAcronym(alias);
    byKey.putIfAbsent(
        Gazetteer.key(alias), new Known(known.id(), known.name(), known.parent(), acronym));
  }

  private static boolean isAcronym(String alias) {
    return alias.length() <= MAX_ACRONYM_UNITS
        && alias.equals(alias.toUpperCase(java.util.Locale.ROOT));
  }

  /** A group at tokens {@code from} to {@code to} (exclusive). */
  record Found(int from, int to, GroupMention mention) {}

  /** The groups of a text in a language. */
  List<Found> find(Tokens tokens, String language) {
    Map<String, Known> own = shortForms.getOrDefault(language, Map.of());
    List<Found> found = new ArrayList<>();
    for (Tokens.Sentence sentence : tokens.sentences()) {
      int i = sentence.from();
      while (i < sentence.to()) {
        Optional<Found> group = at(tokens, i, sentence, own);
        group.ifPresent(found::add);
        i = group.map(Found::to).orElse(i + 1);
      }
    }
    return found;
  }

  private Optional<Found> at(
      Tokens tokens, int i, Tokens.Sentence sentence, Map<String, Known> own) {
    if (!tokens.get(i).isWord()) {
      return Optional.empty();
    }
    if (!mayStart(tokens.get(i))) {
      Known known = own.get(Gazetteer.key(tokens.get(i).text()));
      return known == null || known.acronym()
          ? Optional.empty()
          : Optional.of(new Found(i, i + 1, mention(tokens.span(i, i + 1), known)));
    }
    for (int to = Math.min(sentence.to(), i + MAX_NAME_TOKENS); to > i; to--) {
      if (!tokens.get(to - 1).isWord() && !tokens.get(to - 1).isNumber()) {
        continue;
      }
      Span span = tokens.span(i, to);
      String key = Gazetteer.key(span.text());
      Known known = own.getOrDefault(key, byKey.get(key));
      if (known != null && wellWritten(known, tokens, i, to)) {
        return Optional.of(new Found(i, to, mention(span, known)));
      }
    }
    return Optional.empty();
  }

  private GroupMention mention(Span span, Known known) {
    return new GroupMention(
        span,
        known.id(),
        known.name(),
        known.parent(),
        areas.getOrDefault(known.id(), List.of()),
        "group.name");
  }

  private static boolean mayStart(Token token) {
    return token.isCapitalised() || token.lower().startsWith("al-") || token.is("al");
  }

  /** "IS" is a group only where the words around are not all in capitals. */
  private static boolean wellWritten(Known known, Tokens tokens, int from, int to) {
    Token last = tokens.get(to - 1);
    if (!known.acronym()) {
      return last.isCapitalised() || last.isNumber() || last.text().contains("-") || to - from > 1;
    }
    boolean capitals = last.text().equals(last.text().toUpperCase(java.util.Locale.ROOT));
    return capitals && !(isLoud(tokens.at(from - 1)) && isLoud(tokens.at(to)));
  }

  private static boolean isLoud(Token token) {
    return token.isWord() && token.text().equals(token.text().toUpperCase(java.util.Locale.ROOT));
  }
}
