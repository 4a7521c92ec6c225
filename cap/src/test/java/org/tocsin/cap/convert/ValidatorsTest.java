// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: a client that has the feed already is told so, and no other. */
class ValidatorsTest {
  private static final Validators FEED =
      Validators.of("feed".getBytes(UTF_8), Instant.parse("2026-06-01T12:00:00.9Z"));

  @Test
  void theTagIsStrongAndOfTheContentAlone() {
    assertThat(FEED.etag()).matches("\"[A-Za-z0-9_-]{43}\"");
    assertThat(Validators.of("feed".getBytes(UTF_8), Instant.EPOCH).etag()).isEqualTo(FEED.etag());
    assertThat(Validators.of("feeD".getBytes(UTF_8), Instant.EPOCH).etag())
        .isNotEqualTo(FEED.etag());
    assertThat(FEED.lastModifiedHeader()).isEqualTo("Mon, 01 Jun 2026 12:00:00 GMT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TAG           |                               | true
          W/TAG         |                               | true
          "x", TAG      |                               | true
          *             |                               | true
          "x"           |                               | false
          "x"           | Mon, 01 Jun 2026 12:00:00 GMT | false
                        | Mon, 01 Jun 2026 12:00:00 GMT | true
                        | Mon, 01 Jun 2026 12:00:01 GMT | true
                        | Mon, 01 Jun 2026 11:59:59 GMT | false
                        | yesterday                     | false
                        |                               | false
          """)
  void conditionsAreJudgedAsHttpSays(String match, String since, boolean current) {
    Optional<String> tag = Optional.ofNullable(match).map(text -> text.replace("TAG", FEED.etag()));
    assertThat(FEED.isCurrent(tag, Optional.ofNullable(since))).isEqualTo(current);
  }
}
