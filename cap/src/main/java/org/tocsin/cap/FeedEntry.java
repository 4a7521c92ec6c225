// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * One entry of a feed: a piece of news, or a pointer to an alert. A feed entry is not the alert;
 * follow {@code capLink} unless the alert stands inside.
 *
 * @param id Atom id or RSS guid; the link when there is neither; may be empty
 * @param title title as plain text; may be empty
 * @param updated Atom updated or published, RSS pubDate or dc:date; empty when absent or unreadable
 * @param link address of the page
 * @param summary summary, description or content, as text that may hold HTML; may be empty
 * @param author who wrote it
 * @param capLink address of the full alert: a link of type {@code application/cap+xml}
 * @param reading the alert inside the entry, plain or escaped, as read tolerantly
 */
public record FeedEntry(
    String id,
    String title,
    Optional<OffsetDateTime> updated,
    Optional<String> link,
    String summary,
    Optional<String> author,
    Optional<String> capLink,
    Optional<Reading> reading) {
  public FeedEntry {
    requireNonNull(id, "id");
    requireNonNull(title, "title");
    requireNonNull(updated, "updated");
    requireNonNull(link, "link");
    requireNonNull(summary, "summary");
    requireNonNull(author, "author");
    requireNonNull(capLink, "capLink");
    requireNonNull(reading, "reading");
  }

  /** The alert inside the entry, if there is one that could be read. */
  public Optional<Alert> alert() {
    return reading.flatMap(Reading::alert);
  }
}
