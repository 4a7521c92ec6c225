// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.tocsin.sim.Wire;

/**
 * The networks that nodes are in. With the rights of root on Linux each node has a network
 * namespace of its own, which shares no way with that of any other node: one pair of virtual
 * interfaces leads to the database and another to the receivers, and either can swallow every
 * packet without a word. Without these rights all nodes are on the loopback interface, and only the
 * proxy before the database breaks; {@link #why} says so.
 */
final class ChaosNet implements AutoCloseable {

  private static final String PREFIX = "tocsin-chaos-";
  private static final int NETWORKS = 250;
  private static final long PATIENCE_SECONDS = 20;

  private final String why;
  private final int network;
  private final List<String> names = new ArrayList<>();

  /** A namespace as a node sees it. */
  private ChaosNet(String why, int network) {
    this.why = why;
    this.network = network;
  }

  /** Makes networks for so many nodes, or says why it cannot. */
  static ChaosNet of(int nodes) throws IOException {
    String why = "";
    for (int i = 0; i < NETWORKS; i++) {
      int network = (int) ((ProcessHandle.current().pid() + i) % NETWORKS);
      ChaosNet net = new ChaosNet("", network);
      try {
        net.sweep();
        for (int node = 0; node < nodes; node++) {
          net.make(node);
        }
        return net;
      } catch (IOException e) {
        net.close();
        why = String.valueOf(e.getMessage());
        if (!why.contains("File exists")) {
          break;
        }
      }
    }
    return new ChaosNet(why, 0);
  }

  /** All nodes on the loopback interface. */
  static ChaosNet loopback() {
    return new ChaosNet("not asked for", 0);
  }

  private boolean isReal() {
    return why.isEmpty();
  }

  /** Why nodes have no networks of their own here; empty when they have. */
  String why() {
    return why;
  }

  /** Where nodes find the receivers. */
  String world() {
    return isReal() ? "10.231.%d.2".formatted(network) : "127.0.0.1";
  }

  /** Where nodes find the database. */
  String database() {
    return isReal() ? "10.231.%d.1".formatted(network) : "127.0.0.1";
  }

  /** A way from the nodes to a receiver that listens on the loopback interface. */
  Wire relay(IntSupplier port) throws IOException {
    return Wire.at(InetAddress.getByName(world()), port);
  }

  /** The same to the database. */
  Wire wire(IntSupplier port) throws IOException {
    return Wire.at(InetAddress.getByName(database()), port);
  }

  /** Words before a node's command line. */
  List<String> within(int node) {
    return isReal() ? List.of("ip", "netns", "exec", names.get(node)) : List.of();
  }

  /**
   * Swallows every packet between a node and the database, and between it and the receivers if
   * {@code all}; false when only a proxy can be broken here.
   */
  boolean part(int node, boolean all) throws IOException {
    if (isReal()) {
      for (String way : all ? List.of("db", "out") : List.of("db")) {
        // A queue without room: whatever comes is gone, and whoever sent it hears nothing of it.
        run("tc", "qdisc", "replace", "dev", host(node, way), "root", "pfifo", "limit", "0");
        run(
            "tc",
            "-n",
            names.get(node),
            "qdisc",
            "replace",
            "dev",
            way,
            "root",
            "pfifo",
            "limit",
            "0");
      }
    }
    return isReal();
  }

  /** Lets packets pass again. */
  void join(int node) throws IOException {
    if (isReal()) {
      for (String way : List.of("db", "out")) {
        run("tc", "qdisc", "replace", "dev", host(node, way), "root", "pfifo", "limit", "1000");
        run(
            "tc",
            "-n",
            names.get(node),
            "qdisc",
            "replace",
            "dev",
            way,
            "root",
            "pfifo",
            "limit",
            "1000");
      }
    }
  }

  private static String host(int node, String way) {
    return "tc%s%d-%d".formatted(way, ProcessHandle.current().pid(), node);
  }

  private void make(int node) throws IOException {
    String name = PREFIX + ProcessHandle.current().pid() + "-" + node;
    run("ip", "netns", "add", name);
    names.add(name);
    run("ip", "-n", name, "link", "set", "lo", "up");
    way(node, name, "db", database(), 10 + node);
    way(node, name, "out", world(), 110 + node);
  }

  /** One interface here and one there; every node finds the same address at the other end. */
  private void way(int node, String name, String way, String here, int number) throws IOException {
    String there = "10.231.%d.%d".formatted(network, number);
    String end = host(node, way);
    run("ip", "link", "add", end, "type", "veth", "peer", "name", way, "netns", name);
    run("ip", "addr", "add", here + "/32", "dev", end);
    run("ip", "link", "set", end, "up");
    run("ip", "route", "add", there + "/32", "dev", end, "src", here);
    run("ip", "-n", name, "addr", "add", there + "/32", "dev", way);
    run("ip", "-n", name, "link", "set", way, "up");
    run("ip", "-n", name, "route", "add", here + "/32", "dev", way, "src", there);
  }

  /** Namespaces of runs that were killed go with all that is in them. */
  private void sweep() throws IOException {
    Path known = Path.of("/run/netns");
    if (!Files.isDirectory(known)) {
      return;
    }
    List<String> left;
    try (Stream<Path> files = Files.list(known)) {
      left = files.map(file -> file.getFileName().toString()).toList();
    }
    for (String name : left) {
      String[] words = name.startsWith(PREFIX) ? name.split("-") : new String[0];
      if (words.length == 4 && ProcessHandle.of(Long.parseLong(words[2])).isEmpty()) {
        run("ip", "netns", "del", name);
      }
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("%s: %s".formatted(String.join(" ", command), said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (String name : List.copyOf(names)) {
      names.remove(name);
      run("ip", "netns", "del", name);
    }
  }
}
