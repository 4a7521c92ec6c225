// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.util.Locale;
import java.util.Optional;

/** What a source is. */
public enum SourceKind {
  /** A person. */
  PERSON,
  /** A company, an association, an aid organisation. */
  ORGANISATION,
  /** A government or one of its bodies. */
  AUTHORITY,
  /** Press, radio, television. */
  PRESS,
  /** A machine that measures or watches. */
  SENSOR,
  /** Whoever writes or calls, unknown to the desk. */
  PUBLIC,
  /** Anything else, and what nobody has said yet. */
  OTHER;

  /** The word that tables, pages and the API use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SourceKind> find(String word) {
    for (SourceKind kind : values()) {
      if (kind.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
