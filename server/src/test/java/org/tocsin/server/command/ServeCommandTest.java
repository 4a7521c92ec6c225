// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: the server as an operator meets it, a process with a folder. */
class ServeCommandTest {
  @TempDir Path data;

  @Test
  void servesFromAnEmptyFolderKeepsItForItselfAndStopsWithItsDatabase() throws Exception {
    Process server = serve();
    List<String> said = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
      URI address = readyAddress(out, said);
      assertThat(status(address.resolve("health/live"))).isEqualTo(200);
      assertThat(status(address.resolve("health/ready"))).isEqualTo(200);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("logs"))))
          .isEqualTo("rwx------");

      assertThat(out.readLine() + out.readLine())
          .contains(address.resolve("setup").toString(), data.resolve("setup-code").toString());

      Process second = serve();
      String refusal = new String(second.getInputStream().readAllBytes(), UTF_8);
      assertThat(second.waitFor()).as(refusal).isEqualTo(Exit.NO);
      assertThat(refusal).contains("Another Tocsin", "--data DIR").doesNotContain("\tat ");

      long postgres = postgres();
      server.destroy(); // SIGTERM
      assertThat(server.waitFor()).isEqualTo(143); // 128 + SIGTERM
      assertThat(runs(postgres)).as("PostgreSQL after the server's end").isFalse();
      assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    } finally {
      server.destroyForcibly();
    }
  }

  private Process serve() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--port",
            "0",
            "--data",
            data.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static URI readyAddress(BufferedReader out, List<String> said) throws IOException {
    for (String line; (line = out.readLine()) != null; ) {
      said.add(line);
      if (line.startsWith("Tocsin is ready at ")) {
        return URI.create(line.split(" ", -1)[4]);
      }
    }
    throw new AssertionError("the server ended before it was ready and said " + said);
  }

  private static int status(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  private long postgres() throws IOException {
    Optional<String> first =
        Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid")).stream().findFirst();
    return Long.parseLong(first.orElseThrow());
  }

  private static boolean runs(long process) throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(process), "cmdline");
    return Files.exists(commandLine) && !Files.readString(commandLine).isEmpty();
  }
}
