// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A host to post to, and a place at it.
 *
 * @param host where
 * @param place the path with its query, as it stands in the request
 */
record Target(Host host, String place) {

  private static final int MAX_URL = 2_000;
  private static final int MAX_PORT = 65_535;

  /**
   * Who is connected to.
   *
   * @param secure whether by TLS
   * @param name in small letters; an IPv6 address without brackets
   * @param port its port
   */
  record Host(boolean secure, String name, int port) {
    /** By which limits and rests are kept. */
    String key() {
      return name + ":" + port;
    }

    /** RFC 9112 §3.2. */
    String field() {
      String plain = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
      return port == (secure ? 443 : 80) ? plain : plain + ":" + port;
    }
  }

  /** Reads addresses, most of which name hosts that were named before. Used by one thread. */
  static final class Reader {
    private static final int HOSTS_MAX = 10_000;

    private final Map<String, Host> hosts = new HashMap<>();

    /**
     * Reads an address.
     *
     * @throws OutboundRefusedException when it is none that may be asked
     */
    Target read(String address) throws OutboundRefusedException {
      int slashes = address.indexOf("//");
      int path = slashes < 0 ? -1 : address.indexOf('/', slashes + 2);
      Host known = path < 0 ? null : hosts.get(address.substring(0, path));
      if (known != null && isPlain(address, path)) {
        return new Target(known, address.substring(path));
      }
      Target whole = whole(address);
      // What looks like a path may be part of a query, and then the next has another.
      if (path > 0 && address.lastIndexOf('?', path) < 0 && address.lastIndexOf('#', path) < 0) {
        if (hosts.size() >= HOSTS_MAX) {
          hosts.clear();
        }
        hosts.put(address.substring(0, path), whole.host);
      }
      return whole;
    }

    /** Whether the rest of an address may stand in a request as it is. */
    private static boolean isPlain(String address, int from) {
      if (address.length() > MAX_URL) {
        return false;
      }
      for (int i = from; i < address.length(); i++) {
        char c = address.charAt(i);
        boolean plain =
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '/'
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~'
                || c == '?'
                || c == '='
                || c == '&'
                || c == ':';
        if (!plain) {
          return false;
        }
      }
      return true;
    }

    private static Target whole(String address) throws OutboundRefusedException {
      try {
        URI uri = URI.create(Outbound.checked(URI.create(address)));
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        String name = uri.getHost().toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
          name = name.substring(1, name.length() - 1);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery();
        if (port < 1 || port > MAX_PORT) {
          throw new OutboundRefusedException("the address has a port that there is not");
        }
        return new Target(new Host(secure, name, port), query == null ? path : path + "?" + query);
      } catch (IllegalArgumentException e) {
        throw new OutboundRefusedException("the address is none that can be asked");
      }
    }
  }
}
