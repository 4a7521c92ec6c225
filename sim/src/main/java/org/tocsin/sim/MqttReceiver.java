// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A broker as a publisher sees it (MQTT 5.0, QoS 0 and 1): takes every message, passes none on, and
 * keeps the last ones. Loopback only, no TLS.
 *
 * <p>Faults are drawn by topic: REJECT is PUBACK 0x87 (not authorised), TEMPORARY 0x97 (quota
 * exceeded). A thread a connection; safe for any number of threads.
 */
public final class MqttReceiver implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 100;
  private static final int MAX_KEYS = 250_000;
  private static final int LEVEL = 5;
  private static final int NOT_AUTHORISED = 0x87;
  private static final int BAD_PASSWORD = 0x86;
  private static final int QUOTA_EXCEEDED = 0x97;
  private static final int NO_SUBSCRIBERS = 0x10;

  private final ServerSocket server;
  private final Faults faults;
  private final InstantSource clock;
  private final Recent<ReceivedMqtt> recent;
  private final Seen attempts = new Seen(MAX_KEYS);
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final String user;
  private final String password;
  private volatile boolean subscribed = true;

  private MqttReceiver(
      ServerSocket server,
      Faults faults,
      InstantSource clock,
      int keep,
      String user,
      String password) {
    this.server = server;
    this.faults = faults;
    this.clock = clock;
    this.recent = new Recent<>(keep);
    this.user = user;
    this.password = password;
  }

  /**
   * Starts to listen on any free port of 127.0.0.1.
   *
   * @param faults what goes wrong
   * @param keep how many of the last messages are kept
   * @param user who may sign in; empty for anybody
   * @param password with this password
   */
  public static MqttReceiver start(
      Faults faults, InstantSource clock, int keep, String user, String password)
      throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    MqttReceiver receiver = new MqttReceiver(server, faults, clock, keep, user, password);
    Thread.ofVirtual().name("mqtt-receiver").start(receiver::accept);
    return receiver;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.getLocalPort();
  }

  /** The last messages that were taken, oldest first; a repeat is one more. */
  public List<ReceivedMqtt> recent() {
    return recent.list();
  }

  /**
   * Whether somebody subscribes to the topics, as the broker's acknowledgements say; at first yes.
   */
  public void subscribed(boolean anybody) {
    subscribed = anybody;
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = Sockets.accept(server);
        if (!room.tryAcquire()) {
          Sockets.close(socket);
          continue;
        }
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (SocketException closed) {
      // The end of this server.
    } catch (IOException e) {
      System.getLogger(MqttReceiver.class.getName())
          .log(System.Logger.Level.WARNING, "the broker stopped listening", e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      OutputStream out = socket.getOutputStream();
      String who = connected(MqttPacket.read(in), out);
      for (boolean goOn = who != null; goOn; ) {
        MqttPacket packet = MqttPacket.read(in);
        goOn =
            switch (packet.type()) {
              case MqttPacket.PUBLISH -> published(packet, String.valueOf(who), out);
              case MqttPacket.PINGREQ -> {
                out.write(MqttPacket.of(MqttPacket.PINGRESP));
                yield true;
              }
              case MqttPacket.DISCONNECT -> false;
              default ->
                  throw new IOException("a packet that no publisher sends: " + packet.type());
            };
      }
    } catch (EOFException | SocketException gone) {
      // The publisher has gone.
    } catch (IOException e) {
      System.getLogger(MqttReceiver.class.getName())
          .log(System.Logger.Level.WARNING, "a publisher broke the protocol", e);
    } finally {
      open.remove(socket);
      room.release();
    }
  }

  /** Reads CONNECT (§3.1) and answers it; null when the publisher may not come in. */
  private @org.jspecify.annotations.Nullable String connected(MqttPacket packet, OutputStream out)
      throws IOException {
    if (packet.type() != MqttPacket.CONNECT
        || !packet.text().equals("MQTT")
        || packet.u8() != LEVEL) {
      throw new IOException("the first packet is no CONNECT of MQTT 5.0");
    }
    int flags = packet.u8();
    packet.u16(); // How long it may be silent; this server waits for ever.
    packet.properties();
    packet.text(); // Its name.
    if ((flags & 0x04) != 0) {
      packet.properties();
      packet.text();
      packet.text();
    }
    String name = (flags & 0x80) != 0 ? packet.text() : "";
    String secret = (flags & 0x40) != 0 ? packet.text() : "";
    boolean good = user.isEmpty() || (user.equals(name) && password.equals(secret));
    out.write(MqttPacket.of(MqttPacket.CONNACK, 0, good ? 0 : BAD_PASSWORD, 0));
    return good ? name : null;
  }

  /** Takes PUBLISH (§3.3) and acknowledges it; false when the connection is to end. */
  private boolean published(MqttPacket packet, String who, OutputStream out) throws IOException {
    int qos = (packet.flags() >> 1) & 3;
    String topic = packet.text();
    int id = qos > 0 ? packet.u16() : 0;
    MqttPacket.Properties properties = packet.properties();
    ReceivedMqtt message =
        new ReceivedMqtt(
            topic,
            packet.rest(),
            qos,
            (packet.flags() & 1) != 0,
            properties.expirySeconds(),
            properties.contentType(),
            properties.own(),
            who,
            clock.instant());
    Fault fault = faults.isNone() ? Fault.NONE : faults.faultOf(topic, attempts.count(topic));
    switch (fault) {
      case CLOSE -> {
        return false;
      }
      case REJECT -> acknowledge(out, qos, id, NOT_AUTHORISED);
      case TEMPORARY -> acknowledge(out, qos, id, QUOTA_EXCEEDED);
      case LOST_REPLY -> {
        recent.add(message);
        return false;
      }
      case SLOW -> {
        try {
          Thread.sleep(faults.slowBy());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
        take(message, out, id);
      }
      case NONE -> take(message, out, id);
    }
    return true;
  }

  private void take(ReceivedMqtt message, OutputStream out, int id) throws IOException {
    recent.add(message);
    acknowledge(out, message.qos(), id, subscribed ? 0 : NO_SUBSCRIBERS);
  }

  private static void acknowledge(OutputStream out, int qos, int id, int reason)
      throws IOException {
    if (qos > 0) {
      out.write(MqttPacket.of(MqttPacket.PUBACK, id >> 8, id & 0xFF, reason, 0));
    }
  }

  /** Stops at once. */
  @Override
  public void close() {
    Sockets.close(server);
    open.forEach(Sockets::close);
  }
}
