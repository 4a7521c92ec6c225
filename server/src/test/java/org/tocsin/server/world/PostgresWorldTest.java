// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** FEATURE UNDER TEST: every test class gets a database of its own. */
class PostgresWorldTest {

  @Test
  void databasesDoNotSeeEachOtherAndRunInAnotherZone() {
    try (HikariDataSource one = PostgresWorld.freshDatabase().dataSource();
        HikariDataSource other = PostgresWorld.freshDatabase().dataSource()) {
      JdbcClient.create(one).sql("create table kernel.mine (i int)").update();
      assertThat(count(one)).isEqualTo(1);
      assertThat(count(other)).isZero();
      assertThat(JdbcClient.create(one).sql("show timezone").query(String.class).single())
          .isNotEqualTo(TimeZone.getDefault().getID());
    }
  }

  private static int count(HikariDataSource database) {
    return JdbcClient.create(database)
        .sql("select count(*) from pg_tables where tablename = 'mine'")
        .query(Integer.class)
        .single();
  }
}
