// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Set;

/** Words by which {@link Phrases} tells where a phrase starts and ends. */
final class PhraseWords {
  static final Set<String> AUXILIARIES =
      Set.of(
          "has",
          "have",
          "had",
          "was",
          "were",
          "is",
          "are",
          "be",
          "been",
          "being",
          "got",
          "will",
          "would",
          "could",
          "may",
          "might",
          "should",
          "can",
          "must",
          "do",
          "does",
          "did",
          "not",
          "n't",
          "also",
          "later",
          "already",
          "reportedly",
          "allegedly",
          "apparently",
          "then",
          "now",
          "still",
          "again",
          "never",
          "to",
          "immediately",
          "repeatedly",
          "publicly",
          "earlier",
          "initially",
          "quickly",
          "officially",
          "therefore",
          "strongly",
          "flatly",
          "categorically",
          "soon",
          "just",
          "both",
          "all",
          "openly",
          "remain",
          "remains",
          "remained",
          "stays",
          "stayed",
          "kept");
  static final Set<String> LEFT_STOPS =
      Set.of(
          ";",
          ":",
          "(",
          ")",
          "[",
          "]",
          "\"",
          "“",
          "”",
          "—",
          "–",
          "that",
          "which",
          "who",
          "when",
          "while",
          "after",
          "before",
          "because",
          "as",
          "but",
          "where",
          "since",
          "if",
          "whether",
          "said",
          "says",
          "told",
          "reported",
          "announced",
          "claimed",
          "warned",
          "confirmed",
          "although",
          "though",
          "until",
          "than",
          "how",
          "why",
          "what",
          "so",
          "denied",
          "added",
          "saying",
          "hours",
          "days",
          "say",
          "think",
          "thinks",
          "believe",
          "believes",
          "insisted",
          "insists",
          "argued",
          "argues",
          "stated",
          "wrote",
          "writes",
          "adds",
          "warns",
          "denies",
          "confirms",
          "tells",
          "admitted",
          "conceded",
          "concluded",
          "insisting",
          "feared");
  static final Set<String> RIGHT_STOPS =
      Set.of(
          ",",
          ".",
          ";",
          ":",
          "!",
          "?",
          "(",
          ")",
          "[",
          "]",
          "\"",
          "“",
          "”",
          "—",
          "–",
          "in",
          "on",
          "at",
          "with",
          "after",
          "before",
          "when",
          "while",
          "by",
          "as",
          "because",
          "that",
          "which",
          "who",
          "and",
          "but",
          "over",
          "from",
          "into",
          "during",
          "near",
          "since",
          "inside",
          "outside",
          "within",
          "to",
          "for",
          "about",
          "against",
          "was",
          "were",
          "is",
          "are",
          "had",
          "has",
          "have",
          "said",
          "including",
          "following",
          "through",
          "under",
          "using",
          "where",
          "than",
          "will",
          "would",
          "could",
          "may",
          "might",
          "killing",
          "wounding",
          "injuring",
          "leaving",
          "if",
          "until",
          "unless",
          "amid",
          "between",
          "citing");
  static final Set<String> PREPOSITIONS =
      Set.of(
          "in",
          "on",
          "at",
          "with",
          "from",
          "near",
          "by",
          "over",
          "about",
          "against",
          "to",
          "into",
          "during",
          "inside",
          "outside",
          "under",
          "through",
          "following",
          "since",
          "within");
  static final Set<String> DETERMINERS = Set.of("the", "a", "an", "this", "that", "these", "those");

  /** What tells of how many of a thing is spoken, and not which. */
  static final Set<String> WHOLE = Set.of("all", "any", "every", "each", "such", "various");

  static final Set<String> SHORT_TITLES =
      Set.of(
          "mr", "mrs", "ms", "dr", "sen", "gov", "gen", "col", "capt", "maj", "lt", "sgt", "rep",
          "prof", "rev", "st", "brig", "adm", "cmdr", "insp", "supt");

  static final Set<String> NOMINATIVE = Set.of("he", "she", "they", "we", "i");

  static final Set<String> TELLING =
      Set.of(
          "said",
          "says",
          "told",
          "tells",
          "warned",
          "warns",
          "urged",
          "urges",
          "asked",
          "asks",
          "advised",
          "announced",
          "announces",
          "denied",
          "denies",
          "accused",
          "accuses",
          "vowed",
          "vows",
          "threatened",
          "pledged",
          "promised",
          "rejected",
          "dismissed",
          "condemned",
          "demanded",
          "called",
          "added",
          "claimed",
          "claims",
          "blamed",
          "blames",
          "insisted",
          "wrote",
          "stated",
          "confirmed");

  static final Set<String> POSSESSIVES =
      Set.of("its", "his", "her", "their", "our", "my", "your", "some");
  static final Set<String> PRONOUNS =
      Set.of(
          "he",
          "she",
          "it",
          "they",
          "we",
          "who",
          "which",
          "that",
          "i",
          "you",
          "this",
          "these",
          "those",
          "there",
          "him",
          "her",
          "them",
          "us",
          "one",
          "others",
          "what",
          "whoever",
          "whatever",
          "anyone",
          "anybody");
  static final Set<String> OPENING =
      Set.of(
          "and",
          ",",
          "then",
          "therefore",
          "earlier",
          "later",
          "meanwhile",
          "also",
          "however",
          "separately",
          "now");
  static final Set<String> PAST =
      Set.of(
          "broke", "took", "told", "spoke", "said", "went", "came", "gave", "made", "met", "wrote",
          "found", "saw", "put", "held", "says", "began", "knew", "led", "left", "did", "does");
  static final Set<String> ADJECTIVES =
      Set.of(
          "armed",
          "masked",
          "suspected",
          "accused",
          "alleged",
          "unidentified",
          "hooded",
          "united",
          "wanted",
          "trained",
          "convicted",
          "so-called",
          "detained",
          "jailed",
          "retired",
          "injured",
          "wounded",
          "unnamed",
          "red",
          "hundred",
          "allied",
          "combined",
          "displaced",
          "disguised");
  static final Set<String> JOINS = Set.of("of", "for", "and", "to", "both", "all", ",");
  static final Set<String> FINITE =
      Set.of(
          "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "may",
          "might");
  static final Set<String> CLAUSE_ENDS =
      Set.of(",", ".", ";", ":", "!", "?", "\"", "“", "”", "but", "and", "because");
  static final Set<String> QUANTITIES =
      Set.of(
          "at", "least", "more", "than", "up", "to", "about", "around", "nearly", "almost", "some",
          "over", "as", "many", "fewer", "most");
  static final Set<String> IRREGULAR =
      Set.of(
          "shot", "hit", "shut", "struck", "held", "caught", "sent", "put", "told", "set", "led",
          "brought", "beefed", "laid", "cut", "lost", "found");
  static final Set<String> BE =
      Set.of(
          "was",
          "were",
          "been",
          "being",
          "is",
          "are",
          "be",
          "remain",
          "remains",
          "remained",
          "stay",
          "stays",
          "stayed",
          "kept",
          "keeps");

  /** Who speaks for a body that "for", "of" or "in" leads to. */
  static final Set<String> OFFICES =
      Set.of(
          "spokesman",
          "spokeswoman",
          "spokesperson",
          "source",
          "sources",
          "official",
          "officials",
          "adviser",
          "advisor",
          "member",
          "members",
          "officer",
          "officers",
          "head",
          "chief",
          "director",
          "doctor",
          "analyst",
          "professor",
          "commander",
          "leader",
          "editor",
          "aide",
          "envoy",
          "ambassador",
          "representative",
          "secretary",
          "detectives",
          "agents",
          "investigators",
          "experts");

  static final Set<String> OF_BODY = Set.of("for", "of", "in", "at", "with", "to", "from");
  static final Set<String> SAYING = Set.of("spoke", "said", "says", "told", "wrote", "added");

  /** What cannot end a phrase: the rest was cut off. */
  static final Set<String> HANGING =
      Set.of("'s", "of", "the", "a", "an", "and", "or", "between", "for");

  static final Set<String> QUOTES = Set.of("\"", "“", "”", "'");

  /** What somebody is about, whether or not an article follows. */
  static final Set<String> DOING =
      Set.of(
          "carrying",
          "wearing",
          "travelling",
          "traveling",
          "belonging",
          "transporting",
          "shouting",
          "screaming",
          "chanting",
          "brandishing",
          "wielding",
          "posing");

  /** Whether a word is no name, however it is written. */
  static boolean isCommon(String word) {
    return COMMON.stream().anyMatch(words -> words.contains(word))
        || Verbs.isVerb(word)
        || (word.endsWith("ly") && word.length() > 5 && !word.equals("italy"));
  }

  private static final List<Set<String>> COMMON =
      List.of(
          AUXILIARIES,
          LEFT_STOPS,
          RIGHT_STOPS,
          PREPOSITIONS,
          DETERMINERS,
          POSSESSIVES,
          PRONOUNS,
          OPENING,
          PAST,
          ADJECTIVES,
          QUANTITIES,
          BE);

  private PhraseWords() {}
}
