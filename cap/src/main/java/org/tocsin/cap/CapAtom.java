// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Writes an Atom feed of alerts: a link of type {@code application/cap+xml} and the optional {@code
 * cap:*} children in each entry. Safe for several threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class CapAtom {
  private CapAtom() {}

  /**
   * One entry.
   *
   * @param id stable IRI of the message
   * @param title its title
   * @param updated when the alert was sent
   * @param summary text for people; may be empty
   * @param page address of a page for people
   * @param capLink address of the alert as CAP XML
   * @param alert the alert, for the {@code cap:*} children
   */
  public record Entry(
      String id,
      String title,
      OffsetDateTime updated,
      String summary,
      Optional<String> page,
      String capLink,
      Optional<Alert> alert) {
    public Entry {
      requireNonNull(id, "id");
      requireNonNull(title, "title");
      requireNonNull(updated, "updated");
      requireNonNull(summary, "summary");
      requireNonNull(page, "page");
      requireNonNull(capLink, "capLink");
      requireNonNull(alert, "alert");
    }
  }

  /**
   * Writes a feed as UTF-8.
   *
   * @param title title of the feed
   * @param id stable IRI of the feed
   * @param author name of the authority
   * @param selfLink address of the feed itself
   * @param updated when it last changed
   * @param entries its entries, newest first by custom
   */
  public static byte[] write(
      String title,
      String id,
      String author,
      String selfLink,
      OffsetDateTime updated,
      List<Entry> entries) {
    throw new UnsupportedOperationException("being built");
  }
}
