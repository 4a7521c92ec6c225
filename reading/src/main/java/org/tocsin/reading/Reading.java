// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What was read from one document. Immutable; every element's span lies in {@link #text()}.
 *
 * @param title headline, where the document has one
 * @param published the document's own date, given or found
 * @param text the text as read: what offsets count in
 * @param extracted whether {@code text} was taken out of markup and so differs from what came in
 * @param places places, in order of the text
 * @param times times, in order of the text
 * @param looseTimes lengths, recurrences and vague times, in order of the text
 * @param figures numbers of people harmed or seized, in order of the text
 * @param groups groups, in order of the text
 * @param persons persons with offices, offices and bodies, in order of the text
 * @param attributions who says what, in order of the text
 * @param findings statements, in order of the text
 */
public record Reading(
    Optional<String> title,
    Optional<ZonedDateTime> published,
    String text,
    boolean extracted,
    List<PlaceMention> places,
    List<TimeMention> times,
    List<LooseTime> looseTimes,
    List<Figure> figures,
    List<GroupMention> groups,
    List<PersonMention> persons,
    List<Attribution> attributions,
    List<Finding> findings) {
  public Reading {
    places = List.copyOf(places);
    times = List.copyOf(times);
    looseTimes = List.copyOf(looseTimes);
    figures = List.copyOf(figures);
    groups = List.copyOf(groups);
    persons = List.copyOf(persons);
    attributions = List.copyOf(attributions);
    findings = List.copyOf(findings);
  }

  /** The findings of one type, in order of the text. */
  public List<Finding> findings(FindingType type) {
    return findings.stream().filter(f -> f.type() == type).toList();
  }
}
