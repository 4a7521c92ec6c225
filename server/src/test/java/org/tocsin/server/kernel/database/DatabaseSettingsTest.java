// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** FEATURE UNDER TEST: names, defaults and refusals of the database's settings. */
class DatabaseSettingsTest {

  @Test
  void hasTheseNamesAndDefaults() {
    DatabaseSettings bare = bind(Map.of());
    assertThat(bare.external()).isEmpty();
    assertThat(bare.connectionsMax()).isEqualTo(16);
    assertThat(bare.sessionZone()).isEqualTo("UTC");

    DatabaseSettings full =
        bind(
            Map.of(
                "tocsin.database.url", "jdbc:postgresql://db/tocsin",
                "tocsin.database.user", "ana",
                "tocsin.database.password", "s3cret",
                "tocsin.database.connections-max", "4",
                "tocsin.database.session-zone", "Europe/Paris"));
    assertThat(full.external())
        .contains(new DatabaseAccess("jdbc:postgresql://db/tocsin", "ana", "s3cret"));
    assertThat(full.connectionsMax()).isEqualTo(4);
    assertThat(full.sessionZone()).isEqualTo("Europe/Paris");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "jdbc:postgresql://db:5433/t, jdbc:postgresql://db:5433/t, \"\", \"\"",
        "jdbc:postgresql://db/t?user=a&password=b%26c&ssl=true, jdbc:postgresql://db/t?ssl=true, a, b&c",
        "jdbc:postgresql://db/t?ssl=true&user=a, jdbc:postgresql://db/t?ssl=true, a, \"\"",
        "postgresql://a:b%40c@db:5433/t?sslmode=require, jdbc:postgresql://db:5433/t?sslmode=require, a, b@c",
        "postgres://db/t, jdbc:postgresql://db/t, \"\", \"\"",
      })
  void readsBothFormsOfUrl(String given, String url, String user, String password) {
    assertThat(DatabaseUrl.parse(given)).isEqualTo(new DatabaseAccess(url, user, password));
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://db/t, must begin with",
    "postgresql://db, must name a host and a database",
    "postgresql://a:hush hush@db/t, malformed at position",
  })
  void refusesAnotherUrlWithoutRepeatingIt(String given, String reason) {
    assertThatThrownBy(() -> DatabaseUrl.parse(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("hush");
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatThrownBy(() -> bind(Map.of("tocsin.database.connections-max", "1")))
        .hasRootCauseMessage("tocsin.database.connections-max is 1; it must be 2 to 1000");
    assertThatThrownBy(() -> bind(Map.of("tocsin.database.session-zone", "'; drop")))
        .hasStackTraceContaining("must be a time zone");
  }

  private static DatabaseSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("tocsin.database", DatabaseSettings.class);
  }
}
