// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: of several nodes one alone polls a collection. */
class TaxiiStoreTest {

  private final ServerWorld world = ServerWorld.running();
  private final TaxiiStore store = world.bean(TaxiiStore.class);

  @Test
  void whatOneNodeHasTakenNoOtherTakesBeforeItsLeaseIsOver() {
    Answer added =
        world
            .ana()
            .post(
                "/api/v1/taxii",
                Map.of("url", "https://leased.example/c/", "name", "Leased", "minutes", 5));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    TaxiiId id = new TaxiiId(added.text("id"));
    Instant now = world.clock().instant().plusSeconds(1);
    Instant lease = now.plus(Duration.ofMinutes(10));
    assertThat(taken(now, lease)).contains(id);
    assertThat(taken(now, lease)).doesNotContain(id);
    assertThat(taken(lease, lease.plusSeconds(600))).contains(id);
    assertThat(world.ana().submit("/desk/taxii/" + id + "/remove", Map.of()).status())
        .isEqualTo(303);
    assertThat(taken(lease.plusSeconds(600), lease.plusSeconds(1200))).doesNotContain(id);
  }

  private List<TaxiiId> taken(Instant now, Instant lease) {
    return store.claim(now, lease, 1_000).stream().map(TaxiiCollection::id).toList();
  }
}
