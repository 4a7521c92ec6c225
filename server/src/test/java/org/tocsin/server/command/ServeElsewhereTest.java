// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.server.command.Command.Streams;
import org.tocsin.server.kernel.FreePort;
import org.tocsin.server.kernel.database.DatabaseAccess;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.Served;

/** FEATURE UNDER TEST: the server on a PostgreSQL of the operator's own, which it did not start. */
class ServeElsewhereTest {

  private static final String PASSWORD = "TOCSIN_DATABASE_PASSWORD";

  @TempDir private Path data;

  /** As an operator writes it: the role in it, the password not. */
  private static String url(DatabaseAccess access) {
    return access.url().replace("jdbc:postgresql://", "postgresql://" + access.user() + "@");
  }

  @Test
  void servesFromADatabaseThatItDidNotStartAndLeavesItRunning() throws Exception {
    DatabaseAccess yours = PostgresWorld.emptyDatabase().access();
    try (Served server =
        Served.start(
            data, Map.of(PASSWORD, yours.password()), "--port", "0", "--database", url(yours))) {
      assertThat(server.nobody().get("/health/ready").status()).isEqualTo(200);
      Answer opened =
          server.setUp(data).post("/api/v1/cases", Map.of("title", "On a database of yours"));
      assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
      assertThat(data.resolve("postgres")).doesNotExist();
      assertThat(server.stop()).isEqualTo(Served.TERMINATED);
      assertThat(server.said()).noneMatch(line -> line.contains("\tat "));
    }
    try (var connection = yours.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select title from assess.case_file")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("On a database of yours");
    }
  }

  @Test
  void aWrongPasswordIsRefusedWithTheVariableThatHoldsIt() {
    DatabaseAccess yours = PostgresWorld.freshDatabase().access();
    try (Served server =
        Served.start(
            data, Map.of(PASSWORD, "not-this-one"), "--port", "0", "--database", url(yours))) {
      assertThat(server.end()).as(server.said().toString()).isEqualTo(Exit.NO);
      assertThat(String.join("\n", server.said()))
          .startsWith("tocsin serve: Cannot open the database at " + yours.url() + " as tocsin: ")
          .contains("password", PASSWORD)
          .doesNotContain("not-this-one", "\tat ");
    }
  }

  @Test
  void aHostThatDoesNotAnswerIsRefusedWithWhatToLookAt() throws IOException {
    String nobodyThere = "postgresql://tocsin@127.0.0.1:" + FreePort.find() + "/tocsin";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of("serve", "--data", data.toString(), "--port", "0", "--database", nobodyThere),
            new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8)));
    assertThat(code).isEqualTo(Exit.NO);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8))
        .startsWith("tocsin serve: Cannot open the database at jdbc:postgresql://127.0.0.1:")
        .contains(
            "refused", "connections. Check the URL, that the server runs and accepts this address")
        .doesNotContain("\tat ");
  }
}
