// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.reading.Figure;
import org.tocsin.reading.Finding;
import org.tocsin.reading.Mention;
import org.tocsin.reading.PlaceMention;
import org.tocsin.reading.Reading;
import org.tocsin.reading.TimeMention;
import org.tocsin.server.kernel.ReportId;

/** Turns the library's reading into what is kept. */
final class ReadingMapper {

  private ReadingMapper() {}

  static StoredReading stored(ReportId report, Instant at, Reading reading) {
    List<StoredReading.Found> findings = new ArrayList<>();
    for (Finding finding : reading.findings()) {
      findings.add(found(findings.size(), finding));
    }
    return new StoredReading(
        report,
        at,
        Optional.empty(),
        reading.title(),
        reading.text(),
        findings,
        reading.places().stream()
            .filter(place -> !place.demonym()) // "Turkish" is nowhere on a map
            .map(ReadingMapper::place)
            .toList(),
        reading.groups().stream()
            .map(group -> new StoredReading.FoundGroup(group.text(), group.name()))
            .toList());
  }

  static StoredReading failed(ReportId report, Instant at, String why) {
    return new StoredReading(
        report, at, Optional.of(why), Optional.empty(), "", List.of(), List.of(), List.of());
  }

  private static StoredReading.Found found(int number, Finding finding) {
    return new StoredReading.Found(
        number,
        word(finding.type()),
        finding.span().start(),
        finding.span().end(),
        finding.text(),
        finding.assertedBy().map(Mention::value),
        finding.actor().map(Mention::value),
        finding.recipient().map(Mention::value),
        finding.target().map(Mention::value),
        finding.method().map(Mention::value),
        finding.place().map(ReadingMapper::place),
        finding.time().map(TimeMention::from).map(ZonedDateTime::toInstant),
        finding.time().map(TimeMention::to).map(ZonedDateTime::toInstant),
        finding.killed().map(ReadingMapper::figure),
        finding.wounded().map(ReadingMapper::figure),
        finding.otherEffects().stream()
            .map(effect -> effect.what() + ": " + effect.text())
            .toList(),
        word(finding.voice()),
        word(finding.certainty()),
        finding.historic(),
        finding.rule());
  }

  private static StoredReading.FoundPlace place(PlaceMention place) {
    return new StoredReading.FoundPlace(
        place.text(), place.name(), place.latitude(), place.longitude(), place.country());
  }

  private static StoredReading.FoundFigure figure(Figure figure) {
    return new StoredReading.FoundFigure(
        figure.min(), figure.max(), word(figure.qualifier()).replace('_', ' '), figure.text());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
