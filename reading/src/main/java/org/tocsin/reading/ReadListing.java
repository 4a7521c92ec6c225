// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reading in lines for people, as {@code tocsin read} prints it. */
final class ReadListing {
  private static final int MAX_SHOWN_UNITS = 110;

  private ReadListing() {}

  static String of(Reading reading) {
    StringBuilder out = new StringBuilder();
    reading.title().ifPresent(t -> out.append("title      ").append(oneLine(t)).append('\n'));
    Origin origin = reading.origin();
    origin.date().ifPresent(d -> out.append("published  %s%n".formatted(because(d))));
    origin.country().ifPresent(c -> out.append("country    %s%n".formatted(because(c))));
    origin.language().ifPresent(l -> out.append("language   %s%n".formatted(because(l))));
    if (origin.genre().value() != Genre.REPORT) {
      out.append(
          "genre      %s  (%s)%n"
              .formatted(lower(origin.genre().value()), oneLine(origin.genre().cause())));
    }
    int about = out.length();
    for (PlaceMention p : reading.places()) {
      out.append(
          "place      %s  %s%s  %.4f %.4f%s%n"
              .formatted(
                  at(p),
                  p.name(),
                  p.country().map(c -> ", " + c).orElse(""),
                  p.latitude(),
                  p.longitude(),
                  p.alternatives().isEmpty()
                      ? ""
                      : "  (+%d of that name)".formatted(p.alternatives().size())));
    }
    reading
        .times()
        .forEach(t -> out.append("time       %s  %s to %s%n".formatted(at(t), t.from(), t.to())));
    reading.groups().forEach(g -> out.append("group      %s  %s%n".formatted(at(g), g.name())));
    reading.persons().forEach(p -> out.append("person     %s  %s%n".formatted(at(p), person(p))));
    reading.findings().forEach(f -> out.append(finding(f)));
    int number = 1;
    for (Incident incident : reading.incidents()) {
      out.append(IncidentListing.of(incident, number++));
    }
    if (out.length() == about) {
      out.append("nothing found");
    }
    return out.toString().stripTrailing();
  }

  private static String because(Guess<?> guess) {
    return guess.value() + "  (" + oneLine(guess.cause()) + ")";
  }

  private static String person(PersonMention p) {
    return Stream.of(p.name(), p.office(), p.body(), p.country())
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static String finding(Finding f) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%-10s %d-%d  %s  (%s%s, %s)%n"
            .formatted(
                lower(f.type()),
                f.span().start(),
                f.span().end(),
                oneLine(f.text()),
                lower(f.voice()),
                f.historic() ? ", history" : "",
                f.rule()));
    line(out, "said by", f.assertedBy().map(Mention::value));
    line(out, "actor", f.actor().map(Mention::value));
    line(out, "recipient", f.recipient().map(Mention::value));
    line(out, "target", f.target().map(Mention::value));
    line(out, "method", f.method().map(Mention::value));
    line(out, "place", f.place().map(PlaceMention::name));
    line(out, "time", f.time().map(t -> t.from() + " to " + t.to()));
    line(out, "killed", f.killed().map(ReadListing::figure));
    line(out, "wounded", f.wounded().map(ReadListing::figure));
    f.otherEffects().forEach(e -> line(out, e.what(), Optional.of(oneLine(e.text()))));
    return out.toString();
  }

  private static void line(StringBuilder out, String name, Optional<String> value) {
    value.ifPresent(v -> out.append("           %-9s %s%n".formatted(name, oneLine(v))));
  }

  static String figure(Figure f) {
    String range =
        f.min().isPresent() && f.min().equals(f.max())
            ? "" + f.min().getAsLong()
            : "%s to %s"
                .formatted(
                    f.min().isPresent() ? f.min().getAsLong() : "?",
                    f.max().isPresent() ? f.max().getAsLong() : "?");
    return range + " (" + lower(f.qualifier()).replace('_', ' ') + ")";
  }

  private static String at(Cited cited) {
    return "%d-%d  %s ".formatted(cited.span().start(), cited.span().end(), oneLine(cited.text()));
  }

  static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= MAX_SHOWN_UNITS ? line : line.substring(0, MAX_SHOWN_UNITS - 1) + "…";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
