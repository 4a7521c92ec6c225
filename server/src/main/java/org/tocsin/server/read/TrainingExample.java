// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tocsin.server.collect.Report;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.read.Review.State;
import org.tocsin.server.read.StoredReading.FieldWords;
import org.tocsin.server.read.StoredReading.Found;
import org.tocsin.server.read.StoredReading.FoundFigure;

/**
 * What people made of a report's findings, as an example to train or to score a reader with
 * (spec/training-example.md). {@code findings} has the form of an annotation of {@code
 * reading/eval}. Who mended and what they noted is left out.
 */
final class TrainingExample {

  /** The form and its version. */
  static final String FORM = "tocsin-training-example/1";

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
  private static final Set<State> LOOKED_AT = Set.of(State.ACCEPTED, State.MENDED, State.ADDED);

  private TrainingExample() {}

  static Map<String, Object> of(Report report, StoredReading reading, List<Mend> mends) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("form", FORM);
    all.put("document", report.id().value());
    all.put("sha256", report.sha256());
    all.put("marking", report.marking().label());
    report.publishedAt().ifPresent(at -> all.put("published", at.toString()));
    all.put("received", report.receivedAt().toString());
    all.put("zone", DeskTime.zone().getId());
    all.put("reader", reading.reader());
    all.put("revision", reading.revision());
    all.put(
        "complete",
        reading.findings().stream().noneMatch(found -> found.review().state() == State.READ));
    all.put("text", reading.text());
    all.put(
        "findings",
        reading.inOrder().stream()
            .filter(found -> LOOKED_AT.contains(found.review().state()) && !found.historic())
            .map(found -> annotation(found, reading.text()))
            .toList());
    all.put("mends", mends.stream().map(mend -> mend(mend, reading.text())).toList());
    return all;
  }

  private static Map<String, Object> mend(Mend mend, String text) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("revision", mend.revision());
    all.put("finding", mend.number());
    all.put("act", mend.act().word());
    mend.reason().ifPresent(reason -> all.put("reason", reason.word()));
    mend.before().ifPresent(found -> all.put("rule", found.rule()));
    mend.before().ifPresent(found -> all.put("before", annotation(found, text)));
    all.put("after", annotation(mend.after(), text));
    mend.after()
        .place()
        .ifPresent(place -> {
          Map<String, Object> point = new LinkedHashMap<>();
          point.put("text", place.text());
          point.put("name", place.name());
          point.put("latitude", place.latitude());
          point.put("longitude", place.longitude());
          place.country().ifPresent(country -> point.put("country", country));
          place.geonameId().ifPresent(id -> point.put("geonameId", id));
          all.put("place", point);
        });
    return all;
  }

  /**
   * A finding as {@code reading/eval/guideline.md} has it: fields are words of the text. What a
   * person wrote in other words is left out, since a reader could not have read it.
   */
  private static Map<String, Object> annotation(Found found, String text) {
    Map<String, FieldWords> words = new HashMap<>();
    found.evidence().stream()
        .sorted(Comparator.comparingInt(each -> -Math.abs(each.start() - found.start())))
        .filter(each -> each.start() < each.end() && each.end() <= text.length())
        .forEach(each -> words.put(each.field(), each));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("type", found.type());
    all.put("start", found.start());
    all.put("end", found.end());
    all.put("text", found.text());
    put(all, "assertedBy", found.assertedBy(), words, text);
    put(all, "actor", found.actor(), words, text);
    put(all, "recipient", found.recipient(), words, text);
    put(all, "target", found.target(), words, text);
    found
        .method()
        .filter(word -> Means.of(found.type()).contains(word))
        .ifPresent(word -> all.put("method", word));
    put(all, "place", found.place(), words, text);
    FieldWords time = words.get("time");
    if (time != null && found.from().isPresent()) {
      Map<String, Object> when = new LinkedHashMap<>();
      when.put("text", text.substring(time.start(), time.end()));
      when.put("from", day(found.from().get()));
      all.put("time", when);
    }
    found.killed().flatMap(TrainingExample::figure).ifPresent(each -> all.put("killed", each));
    found.wounded().flatMap(TrainingExample::figure).ifPresent(each -> all.put("wounded", each));
    all.put("voice", found.voice());
    all.put("certainty", FindingMaker.certainty(found.voice()));
    return all;
  }

  private static void put(
      Map<String, Object> all,
      String field,
      Optional<?> value,
      Map<String, FieldWords> words,
      String text) {
    FieldWords at = words.get(field);
    if (value.isPresent() && at != null) {
      all.put(field, text.substring(at.start(), at.end()));
    }
  }

  private static Optional<Map<String, Object>> figure(FoundFigure figure) {
    if (figure.min().isEmpty() && figure.max().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> all = new LinkedHashMap<>();
    bound(all, "min", figure.min());
    bound(all, "max", figure.max());
    all.put("qualifier", figure.qualifier());
    return Optional.of(all);
  }

  private static void bound(Map<String, Object> all, String name, OptionalLong value) {
    value.ifPresent(each -> all.put(name, each));
  }

  /** A day, or a minute when it is not the day's first, by the desk's zone, as it was read. */
  private static String day(Instant at) {
    ZonedDateTime local = at.atZone(DeskTime.zone());
    return local.toLocalTime().toSecondOfDay() == 0
        ? local.toLocalDate().toString()
        : MINUTE.format(local);
  }
}
