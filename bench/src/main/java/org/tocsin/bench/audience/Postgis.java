// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL with PostGIS that {@code bench/postgis.sh} starts, and that ends with this process.
 */
final class Postgis implements AutoCloseable {
  private static final String SCRIPT = "bench/postgis.sh";

  private final Process script;
  private final Connection connection;
  private final ProcessHandle server;

  Postgis(Path home, int sharedMegabytes) throws IOException, SQLException {
    int port = freePort();
    script =
        new ProcessBuilder(command(home, "run", "" + port, "" + sharedMegabytes))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader said =
          new BufferedReader(new InputStreamReader(script.getInputStream(), UTF_8));
      @Nullable String ready = said.readLine();
      if (ready == null) {
        throw new IOException(SCRIPT + " started no database; what it said stands above");
      }
      Properties login = new Properties();
      login.setProperty("user", "postgres");
      login.setProperty("password", ready.substring("ready ".length()));
      login.setProperty("prepareThreshold", "1");
      connection =
          DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", login);
      server = server();
    } catch (IOException | SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Why there is none on this machine, and what to do; empty when there is one. */
  static Optional<String> findLack(Path home) throws IOException {
    Process check = new ProcessBuilder(command(home, "check")).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), UTF_8).strip();
    try {
      return check.waitFor() == 0 ? Optional.empty() : Optional.of(said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private static List<String> command(Path home, String... arguments) {
    return Stream.concat(Stream.of("sh", home.resolve(SCRIPT).toString()), Stream.of(arguments))
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The parent of the process that serves this connection. */
  private ProcessHandle server() throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1))
          .flatMap(ProcessHandle::parent)
          .orElseThrow(() -> new IOException("the process of the database cannot be found"));
    }
  }

  Connection connection() {
    return connection;
  }

  /** The processor time of all processes of the database so far, which Linux counts exactly. */
  long processorNanos() throws IOException {
    long sum = 0;
    for (ProcessHandle process : server.children().toList()) {
      String[] words =
          Files.readString(Path.of("/proc", "" + process.pid(), "schedstat")).split(" ", 2);
      sum += Long.parseLong(words[0]);
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    script.getOutputStream().close(); // the script stops the database when its input ends
    try {
      script.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
