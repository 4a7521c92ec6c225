// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.cap.FeedEntry;

/**
 * Where the alert of a feed's entry is.
 *
 * @param address of the alert, as the feed writes it
 * @param sure whether the feed says that it is an alert; otherwise its address looks like one, as
 *     in indexes that link to alerts without a type
 */
record AlertLink(String address, boolean sure) {

  /** {@code …/a.cap}, {@code …/a.xml}, {@code …/wwacapget.php?x=1}, {@code …?capID=1}. */
  private static final Pattern LOOKS_LIKE_CAP =
      Pattern.compile("(?i)\\.(cap|xml)([?#]|$)|cap(get|alert|id)|[/=._-]cap[/=._?-]");

  /** The link of an entry, if it has one to an alert. */
  static Optional<AlertLink> of(FeedEntry entry) {
    return entry
        .capLink()
        .map(link -> new AlertLink(link.strip(), true))
        .or(() ->
            entry
                .link()
                .filter(_ -> entry.alert().isEmpty())
                .filter(link -> LOOKS_LIKE_CAP.matcher(link).find())
                .map(link -> new AlertLink(link.strip(), false)));
  }
}
