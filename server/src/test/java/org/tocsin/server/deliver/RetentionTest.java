// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;

/**
 * FEATURE UNDER TEST: calls, messages of exercises and what providers said are destroyed after
 * their time, and not before; what something still waits for stays.
 */
class RetentionTest {

  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
  private static StageWorld world;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() {
    world = StageWorld.with(PostgresWorld.freshDatabase(), List.of());
    jdbc = JdbcClient.create(world.get(DataSource.class));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void empty() {
    PostgresWorld.empty(
        jdbc,
        "deliver.call, deliver.call_parcel, deliver.exercise_mail, deliver.came_back,"
            + " deliver.handed_over, deliver.delivery_report");
  }

  private static Retention retention(Duration calls, Duration mail, Duration reports) {
    return new Retention(jdbc, new RetentionSettings(calls, mail, reports));
  }

  private static Timestamp daysAgo(int days) {
    return Timestamp.from(NOW.minus(Duration.ofDays(days)));
  }

  private static void call(String name, int endedDaysAgo, boolean settled) {
    jdbc.sql(
            """
            with made as (
              insert into deliver.call (warning_id, case_id, watcher, content_hash, lane, exercise,
                language, since, until, due_at, ended_at, settled_at)
              values (:name, 'case', 1, 'hash', 0, false, 'en', :at, :at, :at, :at,
                      case when :settled then cast(:at as timestamptz) end) returning id)
            insert into deliver.call_parcel (parcel, call_id) select :name, id from made
            """)
        .param("name", name)
        .param("at", daysAgo(endedDaysAgo))
        .param("settled", settled)
        .update();
  }

  private static void others(String name, int daysAgo) {
    Timestamp at = daysAgo(daysAgo);
    jdbc.sql(
            "insert into deliver.exercise_mail (warning_id, watcher, channel, parcel, language,"
                + " repeat, at) values (?, 1, 'email', ?, 'en', false, ?)")
        .params(name, name, at)
        .update();
    jdbc.sql(
            "insert into deliver.came_back (channel, warning_id, watcher, step, address, addresses,"
                + " state, at) values ('email', ?, 1, 0, 1, 1, 1, ?)")
        .params(name, at)
        .update();
    jdbc.sql(
            "insert into deliver.handed_over (channel, provider, provider_id, warning_id, watcher,"
                + " parcel, part, parts, at) values ('sms', 'main', ?, ?, 1, ?, 1, 1, ?)")
        .params(name, name, name, at)
        .update();
    jdbc.sql(
            "insert into deliver.delivery_report (channel, provider, provider_id, state, at)"
                + " values ('sms', 'main', ?, 1, ?)")
        .params(name, at)
        .update();
  }

  private static List<String> left(String table, String column) {
    return jdbc.sql("select %s from deliver.%s order by 1".formatted(column, table))
        .query((row, i) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  @Test
  void eachKindGoesAfterItsOwnTimeAndWhatIsYoungerStays() {
    call("old", 41, true);
    call("young", 39, true);
    call("waited-for", 400, false);
    others("60 days", 60);
    others("45 days", 45);
    others("31 days", 31);
    Retention retention = retention(Duration.ofDays(40), Duration.ofDays(50), Duration.ofDays(32));
    assertThat(retention.runDue(NOW)).isEqualTo(1 + 1 + 3 * 2);
    assertThat(left("call", "warning_id")).containsExactly("waited-for", "young");
    assertThat(left("call_parcel", "parcel")).containsExactly("waited-for", "young");
    assertThat(left("exercise_mail", "parcel")).containsExactly("31 days", "45 days");
    for (String table : List.of("came_back", "handed_over")) {
      assertThat(left(table, "warning_id")).as(table).containsExactly("31 days");
    }
    assertThat(left("delivery_report", "provider_id")).containsExactly("31 days");
  }

  @Test
  void itLooksOnceAnHourAndOnWhileThereIsMuch() {
    Retention retention = retention(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(30));
    jdbc.sql(
            "insert into deliver.exercise_mail (warning_id, watcher, channel, parcel, language,"
                + " repeat, at) select 'w', n, 'email', n::text, 'en', false, ? from"
                + " generate_series(1, 5001) n")
        .param(daysAgo(31))
        .update();
    assertThat(retention.runDue(NOW)).isEqualTo(5_000);
    assertThat(retention.runDue(NOW)).isEqualTo(1);
    others("late", 31);
    assertThat(retention.runDue(NOW.plusSeconds(3_599))).isZero();
    assertThat(retention.runDue(NOW.plusSeconds(3_600))).isEqualTo(4);
  }

  @Test
  void theTimesAreSettingsWithinBounds() {
    RetentionSettings usual = bind(Map.of());
    assertThat(usual)
        .isEqualTo(
            new RetentionSettings(
                Duration.ofDays(365), Duration.ofDays(365), Duration.ofDays(365)));
    assertThat(bind(Map.of("tocsin.deliver.keep.exercise-mail", "90d")).exerciseMail())
        .isEqualTo(Duration.ofDays(90));
    assertThatThrownBy(() -> bind(Map.of("tocsin.deliver.keep.calls", "1d")))
        .rootCause()
        .hasMessageContainingAll("tocsin.deliver.keep.calls", "30d");
  }

  private static RetentionSettings bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("tocsin.deliver.keep", RetentionSettings.class);
  }
}
