// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * An RSS or Atom feed as read.
 *
 * @param kind RSS or Atom
 * @param id Atom id, or the link of an RSS channel; may be empty
 * @param title its title; may be empty
 * @param link address of the page it belongs to
 * @param updated when it last changed
 * @param entries its entries in the order of the feed
 * @param problems what is wrong with the feed itself
 */
public record Feed(
    Kind kind,
    String id,
    String title,
    Optional<String> link,
    Optional<OffsetDateTime> updated,
    List<FeedEntry> entries,
    List<Problem> problems) {
  public Feed {
    requireNonNull(kind, "kind");
    requireNonNull(id, "id");
    requireNonNull(title, "title");
    requireNonNull(link, "link");
    requireNonNull(updated, "updated");
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /** The two families of feeds. */
  public enum Kind {
    /** RSS 2.0 and its elder kin, RDF included. */
    RSS,
    /** Atom 1.0 (RFC 4287). */
    ATOM
  }
}
