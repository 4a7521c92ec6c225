// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tocsin.cap.Category;
import org.tocsin.cap.Info;

/** The OASIS Event Terms List, version 1.2: 224 terms. Safe for several threads. */
public final class EventTerms {
  private static final String RESOURCE = "oasis-event-terms-1.2.tsv";
  private static final List<EventTerm> ALL = load();
  private static final Map<String, EventTerm> BY_CODE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EventTerm::code, Function.identity()));
  private static final Map<String, EventTerm> BY_TERM =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EventTerm::term, Function.identity()));

  private EventTerms() {}

  /** Every term in the order of its code. */
  public static List<EventTerm> all() {
    return ALL;
  }

  /** Finds a term by its code, such as {@code OET-193}; case does not matter. */
  public static Optional<EventTerm> find(String code) {
    return Optional.ofNullable(BY_CODE.get(code.strip().toUpperCase(Locale.ROOT)));
  }

  /** Finds a term by its name, such as {@code terrorist incident}; case does not matter. */
  public static Optional<EventTerm> findByTerm(String term) {
    return Optional.ofNullable(BY_TERM.get(term.strip().toLowerCase(Locale.ROOT)));
  }

  /** The terms that an info names in its event codes, whatever version of the list it says. */
  public static List<EventTerm> of(Info info) {
    return info.eventCodes().stream()
        .filter(code -> code.valueName().startsWith("OET"))
        .flatMap(code -> find(code.value()).stream())
        .toList();
  }

  private static List<EventTerm> load() {
    try (InputStream in = EventTerms.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program; build it anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(EventTerms::term)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
    }
  }

  private static EventTerm term(String line) {
    String[] parts = line.split("\t", -1);
    return new EventTerm(
        parts[0],
        parts[1],
        Arrays.stream(parts[2].split(",", -1))
            .map(word -> Category.find(word).orElseThrow())
            .toList());
  }
}
