// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sound drafts, and the same with one place changed. */
public final class Drafts {

  public static final JsonMapper JSON = JsonMapper.builder().build();
  static final Instant FROM = Instant.parse("2024-03-07T16:00:00Z");

  /** What stands above the tear line of every draft here; must be found nowhere else. */
  public static final String SOURCE = "The partner's source Kestrel, intercepted at the border";

  private Drafts() {}

  /** The composer's form of a draft. */
  public static Map<String, String> form(Draft draft) {
    return new HashMap<>(DraftForm.of(draft).fields());
  }

  /** A public alert in English and Russian around a square of Moscow, for two days from then. */
  public static Draft publicAlert(Instant from) {
    return new Draft(
        "publicAlert",
        "public",
        "TLP:CLEAR",
        SOURCE,
        new Draft.Window(from, from.plus(Duration.ofDays(2))),
        "Security",
        "Severe",
        "Expected",
        "Likely",
        List.of("Avoid", "Monitor"),
        List.of(),
        List.of(
            new Draft.DraftArea(
                "Moscow",
                List.of(
                    List.of(
                        List.of(55.5, 37.3),
                        List.of(55.5, 37.9),
                        List.of(55.9, 37.9),
                        List.of(55.9, 37.3),
                        List.of(55.5, 37.3))),
                List.of(new Draft.DraftCircle(55.826, 37.39, 3)))),
        List.of(),
        List.of(
            new Draft.Text(
                "en",
                "Possible attack",
                "Avoid large gatherings in Moscow",
                "Extremists may be planning an attack on concerts.",
                "Stay away from crowds for 48 hours.",
                "The desk",
                null),
            new Draft.Text(
                "ru",
                "Возможно нападение",
                "Избегайте массовых мероприятий в Москве",
                "Экстремисты могут готовить нападение на концерты.",
                "Держитесь подальше от скоплений людей 48 часов.",
                null,
                null)),
        new Draft.Plan(
            List.of(
                new Draft.Step(List.of("email", "webhook"), 30),
                new Draft.Step(List.of("email"), 60))));
  }

  /** A notice to one named recipient. */
  public static Draft privateNotice(Instant from, String recipient) {
    Draft draft = publicAlert(from);
    return new Draft(
        "privateNotice",
        "hostGovernment",
        "TLP:GREEN",
        SOURCE,
        draft.window(),
        draft.category(),
        draft.severity(),
        draft.urgency(),
        draft.certainty(),
        draft.responseTypes(),
        List.of(),
        List.of(),
        List.of(recipient),
        draft.texts(),
        draft.plan());
  }

  /** The same draft with another value at this place, for example {@code /texts/0/headline}. */
  public static Draft with(Draft draft, String pointer, String json) {
    return JSON.treeToValue(changed(JSON.valueToTree(draft), pointer, json), Draft.class);
  }

  private static JsonNode changed(JsonNode root, String pointer, String json) {
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = slash == 0 ? root : root.at(pointer.substring(0, slash));
    String last = pointer.substring(slash + 1);
    JsonNode value = JSON.readTree(json);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
    return root;
  }
}
