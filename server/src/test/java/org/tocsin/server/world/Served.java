// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.tocsin.server.command.Main;

/**
 * {@code tocsin serve} as an operator starts it: a process with a data folder, the real clock, and
 * what it says on the console.
 *
 * <pre>
 * try (Served server = Served.start(data, Map.of("TOCSIN_MAIL_PASSWORD", "…"), "--port", "0")) {
 *   server.nobody().get("/health/ready");
 *   assertThat(server.stop()).isEqualTo(Served.TERMINATED);
 * }
 * </pre>
 */
public final class Served implements AutoCloseable {

  /** The exit code after SIGTERM: 128 + 15. */
  public static final int TERMINATED = 143;

  private static final String READY = "Tocsin is ready at ";

  private final Process process;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private final Thread listener;

  private Served(Process process) {
    this.process = process;
    this.listener = Thread.ofVirtual().start(this::listen);
  }

  /** Starts it with these variables and options more; does not wait until it is ready. */
  public static Served start(Path data, Map<String, String> environment, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--data",
                data.toString()));
    line.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return new Served(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line; (line = out.readLine()) != null; ) {
        said.add(line);
        if (line.startsWith(READY)) {
          ready.complete(URI.create(line.substring(READY.length()).split(" ", 2)[0]));
        }
      }
      ready.completeExceptionally(new AssertionError("it ended before it was ready: " + said));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /** Where it is ready, with a slash at the end; waits for that, and fails if it ends instead. */
  public URI address() {
    try {
      return ready.join();
    } catch (CompletionException e) {
      throw new AssertionError(String.join("\n", said), e);
    }
  }

  /** Somebody who is not signed in. */
  public Caller nobody() {
    return new Caller(HttpClient.newHttpClient(), base(), null, "", "");
  }

  /** Sets it up by the code in its data folder, with Ana and Bo, and gives Ana signed in. */
  public Caller setUp(Path data) throws IOException {
    String password = "four words of Ana's own";
    List<Map<String, String>> officers =
        Stream.of("ana", "bo")
            .map(
                name -> Map.of("name", name, "email", name + "@desk.example", "password", password))
            .toList();
    Caller nobody = nobody(); // Once it is ready, and so is its code.
    String code = Files.readString(data.resolve("setup-code"));
    nobody.post("/api/v1/setup", Map.of("code", code, "officers", officers));
    Answer made =
        nobody.post(
            "/api/v1/tokens",
            Map.of(
                "email",
                "ana@desk.example",
                "password",
                password,
                "name",
                "test",
                "expiresInHours",
                1));
    if (made.status() != 201) {
      throw new AssertionError("not set up: " + made);
    }
    return nobody.withToken(made.text("token"));
  }

  /** Its address without the slash, as {@link BrowserWorld} takes it. */
  public String base() {
    return address().toString().replaceAll("/$", "");
  }

  /** What it said so far, standard output and error together; after its end all of it. */
  public List<String> said() {
    return said;
  }

  /** Waits for its end, which somebody else brought about, and gives the exit code. */
  public int end() {
    try {
      int code = process.waitFor();
      listener.join();
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the server ended", e);
    }
  }

  /** Asks it to stop (SIGTERM), waits until it has, and gives the exit code. */
  public int stop() {
    process.destroy();
    return end();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    end();
  }
}
