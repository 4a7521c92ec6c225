// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Kannel (1.4.5) of the machine: bearerbox and smsbox as processes in a folder, with the
 * configuration of docs/guides/sms-by-kannel.md and one centre behind them.
 */
final class Kannel implements AutoCloseable {

  static final Path BEARERBOX = Path.of("/usr/sbin/bearerbox");
  private static final Path SMSBOX = Path.of("/usr/sbin/smsbox");
  private static final Path FAKE = Path.of("/usr/lib/kannel/test/fakesmsc");

  private final Path folder;
  private final int admin = freePort();
  private final List<Process> running = new ArrayList<>();

  /**
   * Starts both and waits until they are there.
   *
   * @param sendsms where smsbox takes messages
   * @param centre the group that says which centre stands behind
   * @param inlet where what comes from phones is brought
   */
  Kannel(Path folder, int sendsms, String centre, String inlet) throws Exception {
    this.folder = folder;
    Path file =
        Files.writeString(
            folder.resolve("kannel.conf"),
            guide("conf")
                .replaceFirst("(?s)group = smsc\n.*?\n\n", centre + "\n\n")
                .replace("a-password-of-your-own", "not-used")
                .replace("port = 13000", "port = " + admin)
                .replace("port = 13001", "port = " + freePort())
                .replace("port = 13013", "port = " + sendsms)
                .replace("http://127.0.0.1:8470/in/sms/kannel/a-secret-of-twenty-letters", inlet));
    start("bearerbox", BEARERBOX.toString(), file.toString());
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !status().isEmpty());
    start("smsbox", SMSBOX.toString(), file.toString());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> status().contains("smsbox:") && listens(sendsms));
  }

  /** What the guide tells operators to write, so that it stays true. */
  static String guide(String language) throws IOException {
    String text = Files.readString(Path.of("../docs/guides/sms-by-kannel.md"));
    String begin = "```" + language + "\n";
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf("```", from));
  }

  static boolean isInstalled() {
    return Stream.of(BEARERBOX, SMSBOX, FAKE).allMatch(Files::isExecutable);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean listens(int port) {
    try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Process start(String name, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    running.add(process);
    return process;
  }

  /** What bearerbox says of itself and its connections; empty when it is not there. */
  String status() throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + admin + "/status.txt?password=not-used"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Kannel's own centre for tests on the other side; it writes down what it gets.
   *
   * @param writes a message that a phone sends, or nothing
   */
  Phones phones(int port, String... writes) throws Exception {
    Path log = folder.resolve("phones-" + port + "-" + running.size() + ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                FAKE.toString(),
                "-H",
                "127.0.0.1",
                "-r",
                Integer.toString(port),
                "-m",
                Integer.toString(writes.length)));
    command.addAll(List.of(writes.length == 0 ? new String[] {"1 2 text x"} : writes));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    running.addFirst(process);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> status().contains("FAKE:" + port + " (online"));
    return new Phones(process, log);
  }

  /** Phones behind the centre. */
  record Phones(Process process, Path log) implements AutoCloseable {

    /** What came for all of them, a line a part. */
    List<String> got() throws IOException {
      try (Stream<String> lines = Files.lines(log)) {
        return lines.filter(line -> line.contains("Got message")).toList();
      }
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Override
  public void close() throws InterruptedException {
    // The last one first: a box without the other would try to find it again.
    for (Process each : running.reversed()) {
      each.destroy();
      if (!each.waitFor(10, TimeUnit.SECONDS)) {
        each.destroyForcibly().waitFor();
      }
    }
  }
}
