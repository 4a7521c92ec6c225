// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.CapChecker;
import org.tocsin.cap.CapException;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.Info;
import org.tocsin.cap.NamedValue;
import org.tocsin.cap.Reading;
import org.tocsin.cap.Resource;

/** Ours, in its three ways. */
final class TocsinReader extends Reader {
  private static final Instant NOW = Instant.parse("2024-03-07T20:00:00Z");

  /** How it is asked. */
  enum Way {
    /** The alert, and everything that is wrong with it. */
    TOLERANT,
    /** The alert, or a refusal. */
    STRICT,
    /** What is wrong with it, and whether it has expired. */
    CHECK
  }

  private final Way way;

  TocsinReader(Corpus corpus, Way way) {
    super(corpus);
    this.way = way;
  }

  @Override
  long read(byte[] alert) {
    return switch (way) {
      case TOLERANT -> {
        Reading reading = CapReader.read(alert);
        yield reading.problems().size() + reading.alert().map(a -> a.infos().size()).orElse(0);
      }
      case STRICT -> strict(alert).map(a -> a.infos().size()).orElse(-1);
      case CHECK -> CapChecker.check(alert, NOW).problems().size();
    };
  }

  private static Optional<Alert> strict(byte[] alert) {
    try {
      return Optional.of(CapReader.readStrict(alert));
    } catch (CapException refused) {
      return Optional.empty(); // the refusal is the answer
    }
  }

  @Override
  String answer(byte[] alert) {
    // What breaks a rule we mend or leave out, and the peers pass on as it stands.
    return strict(alert).map(TocsinReader::facts).map(Facts::hash).orElse(NOT_COMPARED);
  }

  static Facts facts(Alert alert) {
    Facts facts = new Facts();
    facts.add("", "identifier", alert.identifier());
    facts.add("", "sender", alert.sender());
    facts.add("", "sent", alert.sent().toString());
    facts.add("", "status", alert.status().word());
    facts.add("", "msgType", alert.msgType().word());
    facts.add("", "source", alert.source().orElse(""));
    facts.add("", "scope", alert.scope().word());
    facts.add("", "restriction", alert.restriction().orElse(""));
    alert.codes().forEach(code -> facts.add("", "code", code));
    facts.add("", "note", alert.note().orElse(""));
    for (int i = 0; i < alert.infos().size(); i++) {
      info(alert.infos().get(i), "info" + (i + 1) + "/", facts);
    }
    return facts;
  }

  private static void info(Info info, String place, Facts facts) {
    facts.add(place, "language", info.language().orElse(""));
    info.categories().forEach(category -> facts.add(place, "category", category.word()));
    facts.add(place, "event", info.event());
    info.responseTypes().forEach(type -> facts.add(place, "responseType", type.word()));
    facts.add(place, "urgency", info.urgency().word());
    facts.add(place, "severity", info.severity().word());
    facts.add(place, "certainty", info.certainty().word());
    facts.add(place, "audience", info.audience().orElse(""));
    pairs(place, "eventCode", info.eventCodes(), facts);
    facts.add(place, "effective", info.effective().map(OffsetDateTime::toString).orElse(""));
    facts.add(place, "onset", info.onset().map(OffsetDateTime::toString).orElse(""));
    facts.add(place, "expires", info.expires().map(OffsetDateTime::toString).orElse(""));
    facts.add(place, "senderName", info.senderName().orElse(""));
    facts.add(place, "headline", info.headline().orElse(""));
    facts.add(place, "description", info.description().orElse(""));
    facts.add(place, "instruction", info.instruction().orElse(""));
    facts.add(place, "web", info.web().orElse(""));
    facts.add(place, "contact", info.contact().orElse(""));
    pairs(place, "parameter", info.parameters(), facts);
    for (int i = 0; i < info.resources().size(); i++) {
      resource(info.resources().get(i), place + "resource" + (i + 1) + "/", facts);
    }
    for (int i = 0; i < info.areas().size(); i++) {
      area(info.areas().get(i), place + "area" + (i + 1) + "/", facts);
    }
  }

  private static void resource(Resource resource, String place, Facts facts) {
    facts.add(place, "resourceDesc", resource.resourceDesc());
    facts.add(place, "mimeType", resource.mimeType());
    facts.add(place, "uri", resource.uri().orElse(""));
    facts.add(place, "digest", resource.digest().orElse(""));
  }

  private static void area(Area area, String place, Facts facts) {
    facts.add(place, "areaDesc", area.areaDesc());
    texts(place, "polygon", area.polygons(), Object::toString, facts);
    texts(place, "circle", area.circles(), Object::toString, facts);
    pairs(place, "geocode", area.geocodes(), facts);
  }

  private static void pairs(String place, String name, List<NamedValue> pairs, Facts facts) {
    texts(place, name, pairs, pair -> Facts.pair(pair.valueName(), pair.value()), facts);
  }

  private static <T> void texts(
      String place, String name, List<T> values, Function<T, String> text, Facts facts) {
    values.forEach(value -> facts.add(place, name, text.apply(value)));
  }
}
