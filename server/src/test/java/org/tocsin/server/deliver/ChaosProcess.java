// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tocsin.sim.Wire;

/** One node of {@link Chaos}: a {@link ChaosNode} in a process of its own behind a wire. */
final class ChaosProcess implements AutoCloseable {

  private static final String GONE = "gone";
  private static final long PATIENCE_SECONDS = 600;

  private final int number;
  private final List<String> command;
  private final Wire wire;
  private final Path output;
  private @Nullable Process process;
  private BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private volatile long key;
  private boolean paused;
  private boolean cutOff;
  private final ChaosNet net;

  private ChaosProcess(int number, Path home, Wire wire, ChaosNet net, List<String> command) {
    this.number = number;
    this.net = net;
    this.wire = wire;
    this.output = home.resolve("node-" + number + ".log");
    this.command = command;
  }

  /** A node with a folder of its own and the keys that all share; not started yet. */
  static ChaosProcess node(
      int number,
      Path home,
      Path keys,
      ChaosDatabase database,
      ChaosNet net,
      ChaosReceivers receivers)
      throws IOException {
    Wire wire = net.wire(database::port);
    List<String> command = new ArrayList<>(net.within(number));
    command.addAll(java(folder(home, number, keys), receivers));
    command.addAll(database.settings(net.database(), wire.port()));
    command.add("--server.port=0");
    return new ChaosProcess(number, home, wire, net, command);
  }

  /**
   * A node with a database of its own, not started yet.
   *
   * @param within words before the command line, after which its data folder follows
   * @param settings what it has to be told besides
   */
  static ChaosProcess alone(
      Path home, Path keys, List<String> within, ChaosReceivers receivers, List<String> settings)
      throws IOException {
    Path data = folder(home, 0, keys);
    List<String> command = new ArrayList<>(within);
    command.add(data.toString());
    command.addAll(java(data, receivers));
    command.addAll(settings);
    return new ChaosProcess(0, home, Wire.to(() -> 0), ChaosNet.loopback(), command);
  }

  private static Path folder(Path home, int number, Path keys) throws IOException {
    Path data = Files.createDirectories(home.resolve("node-" + number)).toAbsolutePath();
    Files.createSymbolicLink(data.resolve("keys"), keys.toAbsolutePath());
    return data;
  }

  private static List<String> java(Path data, ChaosReceivers receivers) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx300m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ChaosNode.class.getName(),
            "--tocsin.data=" + data,
            "--tocsin.database.connections-max=8",
            "--tocsin.heartbeat=1s",
            "--tocsin.deliver.round-size=25",
            "--tocsin.deliver.chunk-size=100",
            "--tocsin.deliver.retry-first=300ms",
            "--tocsin.deliver.retry-most=1s"));
    command.addAll(receivers.settings());
    return command;
  }

  void start() {
    try {
      Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
      BlockingQueue<String> lines = new LinkedBlockingQueue<>();
      process = child;
      heard = lines;
      key = 0;
      Thread.ofVirtual().start(() -> listen(child, lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(Process child, BlockingQueue<String> lines) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("chaos ready ")) {
          key = Long.parseLong(line.substring(12));
          lines.add("ready");
        } else if (line.startsWith("chaos ")) {
          lines.add(line.substring(6));
        } else {
          Files.writeString(
              output, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
    } catch (IOException e) {
      // It was killed in the middle of a line.
    }
    lines.add(GONE);
  }

  /** Waits until it can be told something. */
  void ready() throws InterruptedException {
    if (!"ready".equals(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))) {
      throw new IllegalStateException("node " + number + " did not start, see " + output);
    }
  }

  boolean isReady() {
    heard.remove("ready");
    return key != 0;
  }

  /** The key of its presence since its last start. */
  long key() {
    return key;
  }

  private Process running() {
    return Objects.requireNonNull(process, "it was not started");
  }

  /** Whether nothing is wrong with it at the moment and it has started. */
  boolean isFree() {
    Process child = process;
    return child != null && child.isAlive() && key != 0 && !paused && !cutOff;
  }

  /** Tells it to do something and waits; false when it could not or is gone. */
  boolean tell(String line) throws InterruptedException {
    heard.clear();
    send(line);
    return "done".equals(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /** Asks it something and waits for the answer. */
  String ask(String line) throws InterruptedException {
    heard.clear();
    send(line);
    return String.valueOf(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /** Tells it to do something and does not wait. */
  void send(String line) {
    try {
      OutputStream out = running().getOutputStream();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      heard.add(GONE);
    }
  }

  void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  void pause() throws IOException, InterruptedException {
    signal("STOP");
    paused = true;
  }

  void goOn() throws IOException, InterruptedException {
    signal("CONT");
    paused = false;
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).start().waitFor();
  }

  void cutOff(boolean breaks) {
    if (breaks) {
      wire.cut();
    } else {
      wire.silence();
    }
    cutOff = true;
  }

  /**
   * Every packet between it and the database gets lost, and between it and the receivers if {@code
   * all}. Where nodes have no networks of their own a proxy does the first.
   */
  void part(boolean all) throws IOException {
    if (!net.part(number, all)) {
      wire.silence();
    }
    cutOff = true;
  }

  void mend() throws IOException {
    net.join(number);
    wire.heal();
    cutOff = false;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
    wire.close();
  }
}
