// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;

/** What sort of watcher somebody is. */
public enum WatcherKind {
  /** Somebody on their own behalf. */
  PERSON("person"),
  /** A building or site where people gather. */
  VENUE("venue"),
  /** A gathering with a date. */
  EVENT("event"),
  /** A company, school, aid organisation or the like. */
  ORGANISATION("organisation"),
  /** A state, a ministry, a city. */
  GOVERNMENT("government");

  private final String word;

  WatcherKind(String word) {
    this.word = word;
  }

  /** The word as it is written in CAP messages and watcher files. */
  public String word() {
    return word;
  }

  /** A small number for storage: kinds are only ever added at the end. */
  @SuppressWarnings("EnumOrdinal")
  byte code() {
    return (byte) ordinal();
  }

  /** The value that {@code word} means, whatever its case; empty when there is none. */
  public static Optional<WatcherKind> find(String word) {
    return Words.find(values(), WatcherKind::word, word);
  }
}
