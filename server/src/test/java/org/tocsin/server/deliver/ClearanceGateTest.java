// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.warn.PublicWarnings;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: nothing leaves above its marking. No channel is handed what its recipient is
 * not cleared for, and no public door shows what is not for everybody.
 */
class ClearanceGateTest {

  private static Parcel parcel(String channel, long watcher, Handling handling) {
    WarningId id = new WarningId("warning_01HRS4000000000000000000CG");
    Instant now = Instant.parse("2024-03-07T08:00:00Z");
    ApprovedWarning like =
        StubWarnings.approve(id, now, now.plus(Duration.ofDays(2)), List.of(channel));
    ApprovedWarning warning =
        new ApprovedWarning(
            id,
            like.caseId(),
            like.msgType(),
            like.urgency(),
            like.severity(),
            false,
            handling.tlp(),
            like.window(),
            like.texts(),
            like.steps(),
            like.contentHash(),
            false,
            handling.own());
    return new Parcel(
        Parcel.id(id, new WatcherId(watcher), channel, 0),
        new WatcherId(watcher),
        "somebody@example.org",
        new Letters(warning, ZoneId.of("UTC")).in(List.of("en")),
        "https://warn.example.org/a/token",
        false,
        now);
  }

  @Test
  void noChannelThatThereIsHandsOverWhatItsRecipientIsNotClearedFor() {
    ServerWorld world = ServerWorld.running();
    Map<String, Channel> all = world.server().getBeansOfType(Channel.class);
    assertThat(all).hasSizeGreaterThan(7);
    for (Channel each : all.values()) {
      for (String label : List.of("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN//STAFF")) {
        // Nobody has this number, so nobody has given it a clearance.
        try (Channel.Line line = each.open()) {
          assertThat(line.send(List.of(parcel(each.kind(), 987_654_321, Handling.parse(label)))))
              .as(each.kind() + " " + label)
              .containsExactly(new Outcome.Failed(Withheld.reason(Handling.parse(label))));
        }
      }
    }
  }

  @Test
  void whoIsClearedIsTakenOutOfTheSameRoundInItsOrder() {
    List<Long> handed = new ArrayList<>();
    Channel.Line line =
        new Channel.Line() {
          @Override
          public List<Outcome> send(List<Parcel> parcels) {
            parcels.forEach(each -> handed.add(each.watcher().number()));
            return parcels.stream().map(_ -> (Outcome) new Outcome.Told()).toList();
          }

          @Override
          public void close() {
            // Nothing is held.
          }
        };
    Handling amber = Handling.parse("TLP:AMBER//STAFF");
    Map<Long, Handling> clearances =
        Map.of(
            1L, Handling.of(Marking.RED),
            2L, Handling.parse("TLP:AMBER//STAFF"),
            3L, Handling.parse("TLP:GREEN//STAFF"),
            4L, Handling.parse("TLP:RED//OTHER//STAFF"));
    Gate gate = new Gate(_ -> java.util.Optional.empty(), _ -> clearances, () -> line);
    List<Outcome> outcomes =
        gate.send(
            List.of(
                parcel("email", 1, amber),
                parcel("email", 2, amber),
                parcel("email", 3, amber),
                parcel("email", 4, amber),
                parcel("email", 5, amber),
                parcel("email", 6, Handling.of(Marking.CLEAR))));
    assertThat(handed).containsExactly(2L, 4L, 6L);
    Outcome withheld = new Outcome.Failed(Withheld.reason(amber));
    Outcome told = new Outcome.Told();
    assertThat(outcomes).containsExactly(withheld, told, withheld, told, withheld, told);
  }

  @Test
  void aMarkingCoversItselfAndWhatIsWiderAndNoNameThatItLacks() {
    Handling red = Handling.of(Marking.RED);
    assertThat(red.covers(Handling.of(Marking.CLEAR))).isTrue();
    assertThat(Handling.of(Marking.GREEN).covers(Handling.of(Marking.AMBER))).isFalse();
    assertThat(red.covers(Handling.parse("tlp:amber // staff"))).isFalse();
    assertThat(Handling.parse("AMBER//STAFF").label()).isEqualTo("TLP:AMBER//STAFF");
    assertThat(Handling.of(Marking.GREEN).and(Handling.parse("AMBER//STAFF")))
        .isEqualTo(new Handling(Marking.AMBER, new TreeSet<>(List.of("STAFF"))));
  }

  @Test
  void noPublicDoorShowsAnAlertThatIsNotForEverybody() {
    ServerWorld world = ServerWorld.running();
    Story story = Story.begun(world);
    WarningId id = new WarningId(story.inForce());
    PublicWarnings door = world.bean(PublicWarnings.class);
    assertThat(door.find(id)).isPresent();
    world.beat(); // What goes out of it has gone out before anybody meddles.
    JdbcClient jdbc = world.bean(JdbcClient.class);
    String change =
        "update warn.warning set draft = jsonb_set(draft, '{marking}', to_jsonb(?::text)) where id = ?";
    // As if somebody had gone around every rule before.
    jdbc.sql(change).params("TLP:GREEN", id.value()).update();
    try {
      assertThat(door.find(id)).isEmpty();
      assertThat(door.inForceAndNewest(50)).noneMatch(each -> each.warning().id().equals(id));
      assertThat(world.nobody().get("/alerts/" + id).status()).isEqualTo(404);
    } finally {
      jdbc.sql(change).params("TLP:CLEAR", id.value()).update();
    }
  }
}
