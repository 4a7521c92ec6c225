// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.tocsin.server.kernel.ReportId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which persons, offices and bodies a report lets speak or act. */
@Service
public class Speakers {

  private final ReadingStore store;
  private final JsonMapper json;

  Speakers(ReadingStore store, JsonMapper json) {
    this.store = store;
    this.json = json;
  }

  /** In order of the text; none when the report was not read. */
  public List<Speaker> of(ReportId report) {
    List<Speaker> all = new ArrayList<>();
    store
        .contract(report)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> {
          for (JsonNode person : json.readTree(text).path("persons")) {
            all.add(
                new Speaker(
                    person.path("text").asString(""),
                    person.path("start").asInt(),
                    person.path("end").asInt(),
                    word(person, "office"),
                    word(person, "body"),
                    word(person, "country")));
          }
        });
    return all;
  }

  private static Optional<String> word(JsonNode person, String field) {
    return Optional.of(person.path(field).asString("")).filter(word -> !word.isEmpty());
  }
}
