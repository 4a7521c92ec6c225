// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.secret.TestKeys;

/** FEATURE UNDER TEST: a link says who is asked about what, and nobody can make or change one. */
class AnswerTokensTest {

  private static final Instant NOW = Instant.parse("2024-03-07T18:00:00Z");
  private static final long SEED = 20240307;

  @TempDir Path folder;

  private AnswerTokens tokens() {
    return at(NOW);
  }

  private AnswerTokens at(Instant now) {
    return new AnswerTokens(TestKeys.in(new DataFolder(folder)), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void whatWasMadeIsReadAgainOverAThousandIds() {
    Random random = new Random(SEED);
    IdMaker ids = new IdMaker(() -> NOW, random);
    for (int i = 0; i < 1_000; i++) {
      WarningId warning = WarningId.next(ids);
      WatcherId watcher = new WatcherId(1 + (random.nextLong() >>> 1) % Long.MAX_VALUE);
      String token = tokens().make(warning, watcher, NOW.plus(Duration.ofDays(9)));
      assertThat(token).hasSize(60).matches("[A-Za-z0-9_-]+");
      AnswerTokens.Asked asked = tokens().read(token);
      assertThat(asked.warning()).as("seed %d round %d", SEED, i).isEqualTo(warning);
      assertThat(asked.watcher()).isEqualTo(watcher);
    }
  }

  @Test
  void everyChangedCharacterIsRefused() {
    String token =
        tokens()
            .make(
                WarningId.next(new IdMaker(() -> NOW, new Random(SEED))),
                new WatcherId(17),
                NOW.plus(Duration.ofDays(1)));
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(number(tokens(), changed)).as("character " + i).isEqualTo("T6002");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not base64 !", "AAAA", "%00", "....."})
  void whatIsNoTokenIsRefused(String text) {
    assertThat(number(tokens(), text)).isEqualTo("T6002");
  }

  @Test
  void afterItsTimeItSaysSo() {
    String token =
        tokens()
            .make(
                WarningId.next(new IdMaker(() -> NOW, new Random(SEED))),
                new WatcherId(17),
                NOW.plus(Duration.ofDays(1)));
    assertThat(number(at(NOW.plus(Duration.ofDays(2))), token)).isEqualTo("T6003");
  }

  private static String number(AnswerTokens tokens, String token) {
    return catchThrowableOfType(Problem.class, () -> tokens.read(token)).type().number();
  }
}
