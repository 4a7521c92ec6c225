// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.kernel.tls.UntrustedPeerException;

/** How wires are opened: where to, to whom, and what is to be spoken on them. Thread-safe. */
final class Opening {

  private final AddressRules rules;
  private final Trust trust;
  private final OutboundSettings settings;
  private final Connections connections;
  private final Set<String> plainHttp2;

  Opening(AddressRules rules, Trust trust, OutboundSettings settings, Connections connections) {
    this.rules = rules;
    this.trust = trust;
    this.settings = settings;
    this.connections = connections;
    plainHttp2 = Set.copyOf(settings.plainHttp2());
  }

  /** Whether a wire to this host may turn out to carry many posts at a time. */
  boolean mayShare(Target.Host host) {
    return host.secure() || plainHttp2.contains(host.key());
  }

  /**
   * Connects to the first of the host's addresses that lets it, and waits for that. HTTP/2 is
   * spoken where the host chooses it (RFC 7301), or is known to (RFC 9113 §3.3).
   *
   * @param deadline until when all of it is tried, of {@link System#nanoTime}
   * @param old whether nothing but HTTP/1.1 is offered to a host that would choose
   * @throws OutboundRefusedException when the host has no address that may be reached
   * @throws IOException why the first that may be reached was not
   */
  Wire open(Target.Host host, long deadline, boolean old) throws IOException {
    return open(host, InetAddress.getAllByName(host.name()), deadline, old);
  }

  /** The same, with the addresses that the host's name has. */
  Wire open(Target.Host host, InetAddress[] addresses, long deadline, boolean old)
      throws IOException {
    IOException refusal = new ConnectException("the host has no address");
    IOException fault = null;
    for (InetAddress each : addresses) {
      InetSocketAddress address = new InetSocketAddress(each, host.port());
      String refused = rules.fault(address).orElse(null);
      if (refused != null) {
        refusal = new OutboundRefusedException("the host may not be reached: " + refused);
        continue;
      }
      long end = Math.min(deadline, System.nanoTime() + settings.connectTimeout().toNanos());
      SocketChannel channel = SocketChannel.open();
      try {
        return open(host, address, channel, end, old);
      } catch (IOException | RuntimeException e) {
        channel.close();
        fault = fault != null ? fault : e instanceof IOException io ? io : new IOException(e);
      }
    }
    throw fault != null ? fault : refusal;
  }

  private Wire open(
      Target.Host host,
      InetSocketAddress address,
      SocketChannel channel,
      long deadline,
      boolean old)
      throws IOException {
    connections.opens();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.socket().connect(address, millisUntil(deadline));
    if (!host.secure()) {
      channel.configureBlocking(false);
      return Wire.of(host, channel, null, mayShare(host));
    }
    connections.shakes();
    Tls tls = Tls.shake(channel.socket(), trust, host, deadline, old);
    channel.configureBlocking(false);
    return Wire.of(host, channel, tls, tls.speaksHttp2());
  }

  /** As long as there was no connection, nothing can have arrived. */
  static IOException unsent(IOException why) {
    IOException named = Trust.named(why);
    boolean says =
        named instanceof UntrustedPeerException
            || named instanceof ConnectException
            || named instanceof NoRouteToHostException
            || named instanceof UnknownHostException;
    if (says) {
      return named;
    }
    ConnectException none = new ConnectException("no connection came about");
    none.initCause(named);
    return none;
  }

  /** How many milliseconds are left, 1 at least. */
  static int millisUntil(long deadline) throws SocketTimeoutException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("no connection in time");
    }
    return Math.toIntExact(Math.clamp(left / 1_000_000, 1, Integer.MAX_VALUE));
  }
}
