// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tocsin.reading.Cited;
import org.tocsin.reading.Figure;
import org.tocsin.reading.Finding;
import org.tocsin.reading.Mention;
import org.tocsin.reading.PlaceMention;
import org.tocsin.reading.Reading;
import org.tocsin.reading.TimeMention;
import org.tocsin.server.kernel.ReportId;

/** Turns the library's reading into what is kept. */
final class ReadingMapper {

  /** Which reader this program has; {@code unpackaged} in a build that has no version. */
  static final String EDITION =
      Optional.ofNullable(Reading.class.getPackage().getImplementationVersion())
          .orElse("unpackaged");

  private ReadingMapper() {}

  static StoredReading stored(ReportId report, Instant at, Reading reading) {
    List<StoredReading.Found> findings = new ArrayList<>();
    for (Finding finding : reading.findings()) {
      findings.add(found(findings.size(), finding));
    }
    return new StoredReading(
        report,
        0,
        at,
        EDITION,
        Optional.empty(),
        reading.title(),
        reading.text(),
        findings,
        reading.places().stream()
            .filter(place -> !place.demonym()) // "Turkish" is nowhere on a map
            .map(place -> place(place, List.of()))
            .toList(),
        reading.groups().stream()
            .map(group -> new StoredReading.FoundGroup(group.text(), group.name()))
            .toList());
  }

  static StoredReading failed(ReportId report, Instant at, String why) {
    return new StoredReading(
        report,
        0,
        at,
        EDITION,
        Optional.of(why),
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        List.of());
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
        finding.place().map(place -> place(place, place.alternatives())),
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
        finding.rule(),
        evidence(finding),
        Review.NONE);
  }

  private static List<StoredReading.FieldWords> evidence(Finding finding) {
    List<StoredReading.FieldWords> words = new ArrayList<>();
    cite(words, "assertedBy", finding.assertedBy());
    cite(words, "actor", finding.actor());
    cite(words, "recipient", finding.recipient());
    cite(words, "target", finding.target());
    cite(words, "method", finding.method());
    cite(words, "place", finding.place());
    cite(words, "time", finding.time());
    cite(words, "killed", finding.killed());
    cite(words, "wounded", finding.wounded());
    finding.otherEffects().forEach(effect -> cite(words, "effect", Optional.of(effect)));
    return words;
  }

  private static void cite(
      List<StoredReading.FieldWords> words, String field, Optional<? extends Cited> value) {
    value
        .map(Cited::span)
        .filter(span -> span.end() > span.start())
        .ifPresent(
            span -> words.add(new StoredReading.FieldWords(field, span.start(), span.end())));
  }

  private static StoredReading.FoundPlace place(
      PlaceMention place, List<PlaceMention.Alternative> others) {
    return new StoredReading.FoundPlace(
        place.text(),
        place.name(),
        place.latitude(),
        place.longitude(),
        place.country(),
        place.geonameId(),
        OptionalDouble.of(place.score()),
        others.stream()
            .map(other ->
                new StoredReading.Choice(
                    other.name(),
                    other.latitude(),
                    other.longitude(),
                    other.country(),
                    other.geonameId(),
                    OptionalDouble.of(other.score())))
            .toList());
  }

  private static StoredReading.FoundFigure figure(Figure figure) {
    return new StoredReading.FoundFigure(
        figure.min(), figure.max(), word(figure.qualifier()).replace('_', ' '), figure.text());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
