// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: a token goes to its server and to no other, and not in the clear by chance.
 */
class HostTokensTest {

  @ParameterizedTest
  @CsvSource({
    "ntfy.example.org=tk_1, https://ntfy.example.org/topic, tk_1",
    "ntfy.example.org=tk_1, https://NTFY.example.org:443/topic, tk_1",
    "https://ntfy.example.org=a=b, https://ntfy.example.org/topic, a=b",
    "ntfy.example.org=tk_1, http://ntfy.example.org/topic, ",
    "ntfy.example.org=tk_1, https://ntfy.example.org:8443/topic, ",
    "ntfy.example.org=tk_1, https://ntfy.example.org.evil.example/topic, ",
    "ntfy.example.org:8443=tk_1, https://ntfy.example.org:8443/topic, tk_1",
    "http://10.1.2.3:8080=tk_1, http://10.1.2.3:8080/topic, tk_1",
    "http://[::1]:8080=tk_1, http://[::1]:8080/topic, tk_1",
  })
  void aTokenIsForOneServer(String entry, String address, String token) {
    HostTokens tokens = new HostTokens("tocsin.x", List.of(" other.example=no", entry));
    assertThat(tokens.of(URI.create(address)).orElse(null)).isEqualTo(token);
    assertThat(tokens.toString()).doesNotContain("tk_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tk_secret", "=tk_secret", "ftp://host=tk_secret", "host=tk secret"})
  void anEntryThatIsNoneIsRefusedWithoutShowingIt(String entry) {
    assertThatThrownBy(() -> new HostTokens("tocsin.x", List.of("host=good", entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tocsin.x: entry 2")
        .hasMessageNotContaining("secret");
  }

  @Test
  void noEntriesAreNone() {
    assertThat(new HostTokens("tocsin.x", List.of()).isEmpty()).isTrue();
    assertThat(new HostTokens("tocsin.x", List.of("host=a")).isEmpty()).isFalse();
  }
}
