// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * This server's own door, for the alerts that it sends to itself. Requests may come in here from
 * the machine by a name that no other server has; what stands behind it are the two addresses that
 * a stranger may post to anyway, and nothing else, so that nobody who has an address entered gets
 * the server to ask its own insides. Thread-safe.
 */
@Component
public final class OwnDoor {

  /** RFC 2606: no name that ends so is ever found outside. */
  public static final String HOST = "itself.tocsin.invalid";

  /** Where the server gets the alerts that it sends to itself. */
  public static final String ALERTS = "/synthetic/alerts";

  private static final Pattern ANSWER = Pattern.compile("/a/[A-Za-z0-9_-]{1,100}");

  private final Environment environment;

  OwnDoor(Environment environment) {
    this.environment = environment;
  }

  /** Whether an address names this server itself. */
  public static boolean isNamed(URI address) {
    return address.getHost() != null && address.getHost().toLowerCase(Locale.ROOT).equals(HOST);
  }

  private Optional<Integer> port() {
    return Optional.ofNullable(environment.getProperty("local.server.port", Integer.class));
  }

  /** The address on this machine: that on which it listens, or the loopback when on all. */
  private String machine() throws UnknownHostException {
    InetAddress address =
        InetAddress.getByName(environment.getProperty("server.address", "127.0.0.1"));
    return address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
  }

  /**
   * Where this request goes on this machine.
   *
   * @throws OutboundRefusedException when nothing stands there for strangers
   * @throws UnknownHostException when the server listens on a name that is not found
   */
  URI behind(URI address) throws OutboundRefusedException, UnknownHostException {
    String path = String.valueOf(address.getRawPath());
    boolean isPublic = path.equals(ALERTS) || ANSWER.matcher(path).matches();
    if (!isPublic
        || address.getPort() != -1
        || address.getRawQuery() != null
        || !"http".equals(address.getScheme())) {
      throw new OutboundRefusedException("nothing of this server is reached by that address");
    }
    int port =
        port().orElseThrow(() -> new OutboundRefusedException("this server does not listen"));
    String machine = machine();
    return URI.create(
        "http://"
            + (machine.indexOf(':') >= 0 ? "[" + machine + "]" : machine)
            + ":"
            + port
            + path);
  }
}
