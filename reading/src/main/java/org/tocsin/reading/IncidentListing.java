// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes one incident for people: a line a field, values side by side with who says so. */
final class IncidentListing {
  private IncidentListing() {}

  static String of(Incident incident, int number) {
    StringBuilder out = new StringBuilder();
    out.append(
        "incident %d %s%s, from %d findings, %d-%d%n"
            .formatted(
                number,
                lower(incident.stage()),
                incident.historic() ? ", history" : "",
                incident.findings().size(),
                incident.start(),
                incident.end()));
    line(out, "where", incident.places(), PlaceMention::name);
    line(out, "when", incident.times(), t -> t.from() + " to " + t.to());
    line(out, "actor", incident.actors(), Mention::value);
    line(out, "target", incident.targets(), Mention::value);
    line(out, "method", incident.methods(), Mention::value);
    line(out, "attack", incident.attackTypes(), IncidentListing::coded);
    line(out, "aimed at", incident.targetTypes(), IncidentListing::coded);
    line(out, "weapon", incident.weaponTypes(), IncidentListing::coded);
    line(out, "killed", incident.killed(), ReadListing::figure);
    line(out, "wounded", incident.wounded(), ReadListing::figure);
    return out.toString();
  }

  private static <T extends Cited> void line(
      StringBuilder out, String name, List<Told<T>> told, Function<T, String> words) {
    if (!told.isEmpty()) {
      String values =
          told.stream()
              .map(t -> ReadListing.oneLine(words.apply(t.value())) + aside(t))
              .collect(Collectors.joining("; "));
      out.append("           %-9s %s%n".formatted(name, values));
    }
  }

  private static String coded(Coded coded) {
    return coded.value() + coded.subtype().map(s -> ": " + s).orElse("");
  }

  /** In what voice, by whom, and how it stands to those before it, where that is not plain. */
  private static String aside(Told<?> told) {
    String voice = told.voice() == Voice.FACT ? "" : lower(told.voice());
    String by = told.by().map(m -> " by " + ReadListing.oneLine(m.value())).orElse("");
    String standing =
        switch (told.standing()) {
          case FIRST, ADDS -> "";
          case REVISES -> "revises";
          case DISPUTES -> "disputes";
        };
    String said = voice.isEmpty() ? "" : voice + by;
    String both = said.isEmpty() || standing.isEmpty() ? said + standing : said + ", " + standing;
    return both.isEmpty() ? "" : " [" + both + "]";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
