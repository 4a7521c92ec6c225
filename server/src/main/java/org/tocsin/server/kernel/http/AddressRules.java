// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses requests may reach: public ones, and what the operator listed. Keeps a webhook's
 * owner from making this server talk to its own insides (server-side request forgery). Immutable.
 */
final class AddressRules {

  /** Networks that are not the public internet (IANA special-purpose registries), with reasons. */
  private static final List<Network> CLOSED =
      List.of(
          network("0.0.0.0/8", "this network"),
          network("10.0.0.0/8", "private"),
          network("100.64.0.0/10", "shared by carriers"),
          network("127.0.0.0/8", "loopback"),
          network("169.254.0.0/16", "link-local"),
          network("172.16.0.0/12", "private"),
          network("192.0.0.0/24", "protocol assignments"),
          network("192.0.2.0/24", "documentation"),
          network("192.88.99.0/24", "relay"),
          network("192.168.0.0/16", "private"),
          network("198.18.0.0/15", "benchmarks"),
          network("198.51.100.0/24", "documentation"),
          network("203.0.113.0/24", "documentation"),
          network("224.0.0.0/4", "multicast"),
          network("240.0.0.0/4", "reserved"),
          network("::/127", "unspecified or loopback"),
          network("64:ff9b::/96", "translated"),
          network("64:ff9b:1::/48", "translated"),
          network("100::/64", "discard"),
          network("2001::/23", "protocol assignments"),
          network("2001:db8::/32", "documentation"),
          network("2002::/16", "relay"),
          network("3fff::/20", "documentation"),
          network("fc00::/7", "private"),
          network("fe80::/10", "link-local"),
          network("fec0::/10", "site-local"),
          network("ff00::/8", "multicast"));

  private static final List<Network> EVERYTHING =
      List.of(network("0.0.0.0/0", "not this server"), network("::/0", "not this server"));

  private final List<Network> allowed;
  private final List<Network> closed;

  /** A network, or one address of it, with a port or any (0). */
  private record Network(byte[] bytes, int prefix, int port, String why) {
    boolean holds(byte[] address) {
      if (address.length != bytes.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit++) {
        int mask = 0x80 >>> (bit & 7);
        if ((address[bit >> 3] & mask) != (bytes[bit >> 3] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  AddressRules(List<String> allow) {
    this(allow, CLOSED);
  }

  private AddressRules(List<String> allow, List<Network> closed) {
    this.allowed = allow.stream().map(entry -> network(entry.strip(), "allowed")).toList();
    this.closed = closed;
  }

  /** One address and port, and nothing else. */
  static AddressRules only(String address, int port) {
    String plain = address.replace("[", "").replace("]", "");
    return new AddressRules(
        List.of((plain.indexOf(':') >= 0 ? "[" + plain + "]" : plain) + ":" + port), EVERYTHING);
  }

  /** Why this address may not be reached; empty when it may. */
  Optional<String> fault(InetSocketAddress target) {
    InetAddress address = target.getAddress();
    if (address == null) {
      return Optional.of("the name of the host was not found");
    }
    byte[] bytes = plain(address);
    boolean listed =
        allowed.stream()
            .anyMatch(
                each -> each.holds(bytes) && (each.port() == 0 || each.port() == target.getPort()));
    if (listed) {
      return Optional.empty();
    }
    return closed.stream()
        .filter(each -> each.holds(bytes))
        .findFirst()
        .map(each ->
            "its address %s is not a public one (%s); an operator can list it in tocsin.outbound.allow"
                .formatted(address.getHostAddress(), each.why()));
  }

  /** An IPv4 address in IPv6 clothes counts as what it is. */
  private static byte[] plain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address six
        && six.isIPv4CompatibleAddress()
        && !six.isLoopbackAddress()
        && !six.isAnyLocalAddress()) {
      return java.util.Arrays.copyOfRange(bytes, 12, 16);
    }
    return address instanceof Inet4Address ? address.getAddress() : bytes;
  }

  private static Network network(String text, String why) {
    String address = text;
    int port = 0;
    int prefix = -1;
    try {
      int bracket = text.indexOf(']');
      int colon = text.lastIndexOf(':');
      boolean hasPort =
          text.startsWith("[") ? colon > bracket : colon > 0 && text.indexOf(':') == colon;
      if (hasPort) {
        port = Integer.parseInt(text.substring(colon + 1));
        address = text.substring(0, colon);
      }
      address = address.replace("[", "").replace("]", "");
      int slash = address.indexOf('/');
      if (slash >= 0) {
        prefix = Integer.parseInt(address.substring(slash + 1));
        address = address.substring(0, slash);
      }
      if (!address.matches("[0-9a-fA-F:.]+")) {
        throw new UnknownHostException(address);
      }
      byte[] bytes = InetAddress.getByName(address).getAddress();
      int bits = bytes.length * 8;
      int length = prefix < 0 ? bits : prefix;
      if (length > bits || port < 0 || port > 65_535) {
        throw new UnknownHostException(text);
      }
      return new Network(bytes, length, port, why);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "tocsin.outbound.allow: '%s' is no IP address or network; write 10.1.2.3, 10.0.0.0/8 or 127.0.0.1:8099"
              .formatted(text),
          e);
    }
  }
}
