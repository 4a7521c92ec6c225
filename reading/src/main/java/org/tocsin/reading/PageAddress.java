// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the address of a page tells of it: the day in its path, the section, the country. */
record PageAddress(String host, List<String> path) {
  private static final int MAX_UNITS = 2_000;

  private static final Set<String> OPINION =
      Set.of(
          "opinion",
          "opinions",
          "editorial",
          "editorials",
          "commentisfree",
          "comment",
          "op-ed",
          "column",
          "columns",
          "columnists",
          "leaders",
          "viewpoints",
          "blogs");

  /** Domains named like a country that anybody uses. */
  private static final Set<String> WORLDWIDE =
      Set.of("io", "co", "tv", "me", "ai", "cc", "fm", "ly", "to", "gg", "sh", "eu", "su", "am");

  /** Reads an address; what is none tells nothing. */
  static PageAddress of(String address) {
    if (address.length() > MAX_UNITS) {
      return new PageAddress("", List.of());
    }
    try {
      URI uri = new URI(address.strip());
      String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
      String path = Optional.ofNullable(uri.getPath()).orElse("").toLowerCase(Locale.ROOT);
      return new PageAddress(host, Lexicon.split(path, '/'));
    } catch (java.net.URISyntaxException notAnAddress) {
      return new PageAddress("", List.of());
    }
  }

  /** A day in the path: {@code /2024/03/22/}, {@code /2024-03-22/}, {@code …-20240322}. */
  Optional<Guess<ZonedDateTime>> date() {
    for (int i = 0; i + 2 < path.size(); i++) {
      Optional<Guess<ZonedDateTime>> day = day(path.get(i), path.get(i + 1), path.get(i + 2));
      if (day.isPresent()) {
        return day;
      }
    }
    for (String part : path) {
      if (part.length() == 10 && part.charAt(4) == '-' && part.charAt(7) == '-') {
        return day(part.substring(0, 4), part.substring(5, 7), part.substring(8));
      }
    }
    return Optional.empty();
  }

  private static Optional<Guess<ZonedDateTime>> day(String year, String month, String day) {
    if (!isNumber(year, 4) || month.isEmpty() || !isNumber(day, 2)) {
      return Optional.empty();
    }
    try {
      int number =
          isNumber(month, 2)
              ? Integer.parseInt(month)
              : month.length() == 3 && MONTHS.indexOf(month) % 3 == 0
                  ? MONTHS.indexOf(month) / 3 + 1
                  : 0;
      LocalDate date = LocalDate.of(Integer.parseInt(year), number, Integer.parseInt(day));
      return date.getYear() < 1980 || date.getYear() > 2200
          ? Optional.empty()
          : Optional.of(
              new Guess<>(date.atStartOfDay(ZoneOffset.UTC), "the day in the page's address"));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private static boolean isNumber(String text, int most) {
    return !text.isEmpty()
        && text.length() <= most
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The country that the name of the host ends in. */
  Optional<Guess<String>> country() {
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (last.length() != 2 || WORLDWIDE.contains(last) || host.equals(last)) {
      return Optional.empty();
    }
    String code = last.equals("uk") ? "GB" : last.toUpperCase(Locale.ROOT);
    return COUNTRIES.contains(code)
        ? Optional.of(new Guess<>(code, "the page's host ends in ." + last))
        : Optional.empty();
  }

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  Optional<Guess<Genre>> genre() {
    return path.stream()
        .filter(OPINION::contains)
        .findFirst()
        .map(part -> new Guess<>(Genre.EDITORIAL, "/%s/ in the page's address".formatted(part)));
  }
}
