// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.util.List;
import java.util.stream.Stream;

/**
 * One danger on one line: the gravest message, and all others that tell of the same one.
 *
 * @param lead the gravest
 * @param joined the others, the gravest first; each tells of the lead's danger, though not always
 *     of each other's
 */
public record OtherGroup(OtherAlert lead, List<Joined> joined) {

  /** Copies the list. */
  public OtherGroup {
    joined = List.copyOf(joined);
  }

  /**
   * A message beside the lead.
   *
   * @param alert the message
   * @param why what it has in common with the lead
   */
  public record Joined(OtherAlert alert, Likeness why) {}

  /** Every message of the group, the lead first. */
  public Stream<OtherAlert> all() {
    return Stream.concat(Stream.of(lead), joined.stream().map(Joined::alert));
  }
}
