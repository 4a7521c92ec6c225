// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: the first run creates two officers for whoever holds the code, once. */
class SetupTest {

  @Test
  void theFirstTwoAreCreatedOnceByWhoeverReadsTheCode() throws Exception {
    ServerWorld.Bare bare = ServerWorld.bare();
    try (var _ = bare.server()) {
      Caller stranger = bare.nobody();
      assertThat(stranger.page("/desk").header("Location")).endsWith("/setup");
      assertThat(stranger.page("/login").header("Location")).endsWith("/setup");
      assertThat(stranger.page("/setup").body()).contains("Second officer");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(bare.data().resolve("setup-code"))))
          .isEqualTo("rw-------");
      String code = Files.readString(bare.data().resolve("setup-code"));

      Map<String, String> eve =
          Map.of("name", "Eve", "email", "eve@desk.example", "password", "eve has a long one");
      Map<String, String> fay =
          Map.of("name", "Fay", "email", "fay@desk.example", "password", "fay has a long one");
      assertThat(setUp(stranger, "wrong", eve, fay).problem()).isEqualTo("T9007");
      Answer twice = setUp(stranger, code, eve, eve);
      assertThat(twice.problem()).isEqualTo("T9009");
      assertThat(twice.body()).contains("both have the same address");
      Answer weak =
          setUp(stranger, code, eve, Map.of("name", "", "email", "fay", "password", "short"));
      assertThat(weak.json().get("faults").size()).isEqualTo(3);
      assertThat(weak.body()).doesNotContain("\"short\"");

      Answer made = setUp(stranger, code, eve, fay);
      assertThat(made.status()).isEqualTo(201);
      assertThat(made.text("/officers/1/roles/3")).isEqualTo("admin");
      assertThat(bare.data().resolve("setup-code")).doesNotExist();
      assertThat(setUp(stranger, code, eve, fay).problem()).isEqualTo("T9008");
      assertThat(stranger.page("/setup").header("Location")).endsWith("/login");
    }
  }

  private static Answer setUp(
      Caller who, String code, Map<String, String> one, Map<String, String> two) {
    return who.post("/api/v1/setup", Map.of("code", code, "officers", List.of(one, two)));
  }
}
