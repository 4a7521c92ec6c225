// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.reading.KnownGroup;
import org.tocsin.server.kernel.OfficerId;

/**
 * What the desk knows of a group now.
 *
 * @param known its names, parent and areas
 * @param methods how it acts, in words
 * @param notes what else there is to know
 * @param version how often the desk has edited it; 0: as the bundled lists have it
 * @param by who edited it last
 * @param at when
 * @param why what for
 */
public record Group(
    KnownGroup known,
    List<String> methods,
    String notes,
    int version,
    Optional<OfficerId> by,
    Optional<Instant> at,
    String why) {

  /** Copies the methods. */
  public Group {
    methods = List.copyOf(methods);
  }

  static Group bundled(KnownGroup known) {
    return new Group(known, List.of(), "", 0, Optional.empty(), Optional.empty(), "");
  }

  /** Its id. */
  public String id() {
    return known.id();
  }

  /** Its name. */
  public String name() {
    return known.name();
  }

  /** Whether this is one of its names; case, accents and punctuation do not count. */
  public boolean bears(String name) {
    String key = KnownGroup.key(name);
    return !key.isEmpty() && names().anyMatch(each -> KnownGroup.key(each).equals(key));
  }

  /** Its name and its aliases. */
  public Stream<String> names() {
    return Stream.concat(Stream.of(known.name()), known.aliases().stream());
  }

  /** The countries in words, for example {@code Afghanistan, Pakistan}. */
  public String areaWords() {
    return String.join(
        ", ",
        known.areas().stream()
            .map(code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH))
            .toList());
  }

  /** Where its names come from, with the licence of each list. */
  public List<String> sources() {
    Stream<String> lists =
        known.lists().stream()
            .map(list ->
                switch (list) {
                  case "groups-listed.tsv" ->
                      "the list of terrorist entities of Public Safety Canada, by MISP galaxy (CC0"
                          + " 1.0)";
                  case "groups-militant.tsv" ->
                      "the militant non-state actors of openeventdata/petrarch2, after START's TOPS"
                          + " names (MIT licence)";
                  default -> "Tocsin's own list (Apache-2.0)";
                });
    return Stream.concat(lists, version > 0 ? Stream.of("the desk's own edits") : Stream.empty())
        .toList();
  }
}
