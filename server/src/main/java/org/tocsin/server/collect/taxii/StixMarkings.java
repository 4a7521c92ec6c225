// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.tocsin.server.kernel.Marking;
import tools.jackson.databind.JsonNode;

/** How far a STIX object may be shared (STIX 2.1 §7.2), by the ids that are fixed for TLP. */
final class StixMarkings {

  private static final String PREFIX = "marking-definition--";

  private static final Map<String, Marking> FIXED =
      Map.of(
          "613f2e26-407d-48c7-9eca-b8e91df99dc9", Marking.CLEAR,
          "34098fce-860f-48ae-8e50-ebd3cc5e41da", Marking.GREEN,
          "f88d31f6-486f-44da-b317-01333bde0b82", Marking.AMBER,
          "5e57c739-391a-4eb3-b6be-7d15ca92d5ed", Marking.RED,
          "94868c89-83c2-464b-929b-a1a8aa3c8487", Marking.CLEAR,
          "bab4a63c-aed9-4cf5-a766-dfca5abac2bb", Marking.GREEN,
          "55d920b0-5e8b-4f79-9ee9-91f868d9b421", Marking.AMBER,
          "939a9414-2ddd-4d32-a0cd-375ea402b003", Marking.AMBER_STRICT,
          "e828b379-4e03-4974-9ac4-e53a884c97c1", Marking.RED);

  private StixMarkings() {}

  /**
   * The narrowest marking on the object or any part of it. A marking that is not TLP may forbid
   * anything, so it counts as RED.
   *
   * @param otherwise what holds when nothing is marked
   */
  static Marking of(JsonNode object, Marking otherwise) {
    Stream<String> whole = object.path("object_marking_refs").valueStream().map(JsonNode::asString);
    Stream<String> parts =
        object
            .path("granular_markings")
            .valueStream()
            .filter(each -> each.has("marking_ref"))
            .map(each -> each.path("marking_ref").asString(""));
    return Stream.concat(whole, parts)
        .map(ref ->
            FIXED.getOrDefault(
                ref.startsWith(PREFIX) ? ref.substring(PREFIX.length()) : "", Marking.RED))
        .min(Comparator.naturalOrder())
        .orElse(otherwise);
  }
}
