// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Access tokens, each for one server and sent to no other: {@code ntfy.example.org=tk_…}. A server
 * is named by its host, with a port where it is not 443; one that is spoken to without encryption
 * must be named with {@code http://}, so that no address in a file of watchers can make a token
 * travel in the clear. Immutable; never shown.
 */
public final class HostTokens {

  private static final Pattern ENTRY =
      Pattern.compile("((?:https?://)?)([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?=([!-~]+)");

  private final Map<String, String> tokens = new HashMap<>();

  /**
   * Reads entries.
   *
   * @param setting the setting's name, for the sentence that refuses
   * @throws IllegalArgumentException when an entry is none; the sentence does not show it
   */
  public HostTokens(String setting, List<String> entries) {
    for (int i = 0; i < entries.size(); i++) {
      Matcher entry = ENTRY.matcher(entries.get(i).strip());
      if (!entry.matches()) {
        throw new IllegalArgumentException(
            "%s: entry %d is not written as host=token (or host:port=token, or http://host=token)"
                .formatted(setting, i + 1));
      }
      String scheme = entry.group(1).isEmpty() ? "https://" : entry.group(1);
      String port = entry.group(3) == null ? "" : entry.group(3);
      tokens.put(origin(URI.create(scheme + entry.group(2) + port)), entry.group(4));
    }
  }

  /** Whether there is none at all. */
  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** The token for the server of this address. */
  public Optional<String> of(URI address) {
    return Optional.ofNullable(tokens.get(origin(address)));
  }

  private static String origin(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("http") ? 80 : 443;
    return scheme + "://" + host + ":" + (address.getPort() < 0 ? usual : address.getPort());
  }

  @Override
  public String toString() {
    return "HostTokens[%d]".formatted(tokens.size());
  }
}
