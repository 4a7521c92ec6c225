// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.AssessWorld;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: the desk's own names of groups are used in reading and in search. */
class DeskGroupsTest {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ServerWorld world = ServerWorld.running();
  private final AssessWorld assess = new AssessWorld(world);

  /** Names of letters alone, so that no test meets another's. */
  private static String unique(String name) {
    return name + " " + (char) ('A' + COUNT.getAndIncrement()) + "rnak";
  }

  private Answer add(String name, String... aliases) {
    return world
        .ana()
        .post(
            "/api/v1/groups",
            Map.of("name", name, "aliases", List.of(aliases), "why", "as the test needs"));
  }

  @Test
  void reportsAreReadAndFoundByTheDesksOwnNames() {
    String name = unique("Night Riders");
    String alias = unique("Falcons of Dusk");
    Answer made = add(name, alias);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String path = "/api/v1/groups/" + made.text("id");
    String report =
        assess.report("C3", alias + " claimed responsibility for the bombing in Kabul on Monday.");
    String caseId = assess.open("Dusk", report);
    Answer told = world.bo().get(path + "/timeline");
    assertThat(told.text("/reports/0/report")).as(told.toString()).isEqualTo(report);
    assertThat(told.body()).contains("/desk/cases/" + caseId).contains("\"role\":\"");
    String search = world.bo().page("/desk/groups?q=" + alias.replace(' ', '+')).body();
    assertThat(search).contains("is one of its names", name, "/desk/reports/" + report, "Dusk");
    assertThat(world.bo().page("/desk/groups/" + made.text("id")).body())
        .contains("data-map=", "1 report names it", alias);
    assertThat(world.bo().page("/desk/cases/" + caseId).body())
        .contains("/desk/groups/" + made.text("id"), "named as " + alias);
    assertThat(world.bean(Ledger.class).about("group:" + made.text("id")))
        .extracting(TimelineLine::type)
        .containsExactly("GroupEdited");
  }

  @Test
  void aBundledGroupIsEditedByPageAndKeepsItsListAndItsHistory() {
    String id = "aden-abyan-islamic-army";
    Answer before = world.ana().get("/api/v1/groups/" + id);
    assertThat(before.body()).contains("MIT licence").contains("Aden Islamic Army");
    String alias = unique("Sons of Aden");
    Map<String, String> fields = new HashMap<>();
    fields.put("base", before.text("version"));
    fields.put("name", before.text("name"));
    fields.put("aliases", "Aden Islamic Army\n" + alias);
    fields.put("areas", "ye");
    fields.put("methods", "kidnapping");
    fields.put("parent", "ISIS-Q");
    fields.put("why", "A statement of theirs.");
    String page = "/desk/groups/" + id;
    world.ana().page(page + "/edit");
    assertThat(world.ana().submit(page, fields).body())
        .contains("T3028", "<a href=\"#f-parent\">Belongs to</a>: is no group", alias);
    fields.put("parent", "Al Qaida");
    assertThat(world.ana().submit(page, fields).status()).isEqualTo(303);
    assertThat(world.ana().submit(page, fields).body()).contains("T3030");
    assertThat(world.bo().page(page).body())
        .contains("Yemen", "kidnapping", "edits", alias, "/desk/groups/al-qaeda", "Ana");
    assertThat(world.bo().get("/api/v1/groups/" + id + "/versions").text("/items/0/why"))
        .isEqualTo("A statement of theirs.");
    assertThat(world.bo().page("/desk/groups/al-qaeda").body()).contains(page);
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertThat(add("Hizballah").body()).contains("T3028", "is a name of Hezbollah");
    assertThat(add(unique("Good Name"), "the dusk").body()).contains("does not begin with");
    assertThat(add("").problem()).isEqualTo("T3028");
    assertThat(world.ana().get("/api/v1/groups/nobody").problem()).isEqualTo("T3029");
    assertThat(
            world
                .officerWith(Role.AUDITOR)
                .post("/api/v1/groups", Map.of("name", "X", "why", "y"))
                .problem())
        .isEqualTo("T9003");
    Map<String, Object> circle = new HashMap<>();
    circle.put("name", "Islamic State");
    circle.put("parent", "ISIS-K");
    circle.put("why", "no");
    circle.put("aliases", List.of());
    circle.put("areas", List.of("ZZ"));
    assertThat(world.ana().put("/api/v1/groups/islamic-state", circle).body())
        .contains("belongs to this group itself", "is no country");
  }

  @Test
  void searchFindsAnAliasHoweverItIsWritten() {
    assertThat(world.ana().get("/api/v1/groups?q=isis%20k").text("/items/0/id"))
        .isEqualTo("islamic-state-khorasan");
    assertThat(world.ana().get("/api/v1/groups?q=WILAYAT-KHORASAN").text("/items/0/name"))
        .isEqualTo("Islamic State Khorasan Province");
    assertThat(world.ana().get("/api/v1/groups").text("next")).isEqualTo("1");
  }
}
