// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.roles;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tocsin.reading.tagger.Role;
import tools.jackson.databind.JsonNode;

/**
 * A text with its answers.
 *
 * @param entities for each role who fills it; each by all the phrases that count as its name
 */
public record RoleDocument(String id, String text, Map<Role, List<List<String>>> entities) {
  private static final Map<Role, String> NAMES =
      Map.of(
          Role.PERP_IND, "PerpInd",
          Role.PERP_ORG, "PerpOrg",
          Role.TARGET, "Target",
          Role.VICTIM, "Victim",
          Role.WEAPON, "Weapon");

  /** One line of the files that GRIT's authors made of MUC-4. */
  public static RoleDocument of(JsonNode line) {
    Map<Role, List<List<String>>> entities = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      List<List<String>> all = new ArrayList<>();
      for (JsonNode entity : line.path("extracts").path(name(role))) {
        List<String> mentions = new ArrayList<>();
        entity.forEach(mention -> mentions.add(mention.path(0).asString()));
        if (!mentions.isEmpty()) {
          all.add(mentions);
        }
      }
      entities.put(role, all);
    }
    return new RoleDocument(
        line.path("docid").asString(), line.path("doctext").asString(), entities);
  }

  /** The role's name in those files. */
  public static String name(Role role) {
    return NAMES.getOrDefault(role, role.name());
  }

  /** Who fills a role. */
  public List<List<String>> entities(Role role) {
    return entities.getOrDefault(role, List.of());
  }
}
