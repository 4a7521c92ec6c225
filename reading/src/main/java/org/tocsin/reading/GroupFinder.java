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

  private record Known(String id, String name, Optional<String> parent, boolean acronym) {}

  GroupFinder() {
    addAll("groups.tsv");
    addAll("groups-listed.tsv");
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
    boolean acronym =
        alias.length() <= MAX_ACRONYM_UNITS
            && alias.equals(alias.toUpperCase(java.util.Locale.ROOT));
    byKey.putIfAbsent(
        Gazetteer.key(alias), new Known(known.id(), known.name(), known.parent(), acronym));
  }

  /** A group at tokens {@code from} to {@code to} (exclusive). */
  record Found(int from, int to, GroupMention mention) {}

  List<Found> find(Tokens tokens) {
    List<Found> found = new ArrayList<>();
    for (Tokens.Sentence sentence : tokens.sentences()) {
      int i = sentence.from();
      while (i < sentence.to()) {
        Optional<Found> group = at(tokens, i, sentence);
        group.ifPresent(found::add);
        i = group.map(Found::to).orElse(i + 1);
      }
    }
    return found;
  }

  private Optional<Found> at(Tokens tokens, int i, Tokens.Sentence sentence) {
    if (!tokens.get(i).isWord() || !mayStart(tokens.get(i))) {
      return Optional.empty();
    }
    for (int to = Math.min(sentence.to(), i + MAX_NAME_TOKENS); to > i; to--) {
      if (!tokens.get(to - 1).isWord() && !tokens.get(to - 1).isNumber()) {
        continue;
      }
      Span span = tokens.span(i, to);
      Known known = byKey.get(Gazetteer.key(span.text()));
      if (known != null && wellWritten(known, tokens, i, to)) {
        return Optional.of(
            new Found(
                i,
                to,
                new GroupMention(span, known.id(), known.name(), known.parent(), "group.name")));
      }
    }
    return Optional.empty();
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
