// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.kernel.http.OwnDoor;

/**
 * Settings {@code tocsin.synthetic.*}: the alert that the server sends to itself.
 *
 * @param every how often, default 1 h, 5 min to 1 d; 0 for never
 * @param within how long it may take to come through whole, default 10 min, 1 min at least and
 *     shorter than {@code every}
 * @param door where the server reaches itself; none (the default) for the address on which it
 *     listens on this machine. The public address lets the way lead through the proxy, too
 */
@ConfigurationProperties("tocsin.synthetic")
record SyntheticSettings(
    @DefaultValue("1h") Duration every, @DefaultValue("10m") Duration within, @Nullable URI door) {

  SyntheticSettings {
    if (!every.isZero()
        && (every.compareTo(Duration.ofMinutes(5)) < 0
            || every.compareTo(Duration.ofDays(1)) > 0)) {
      throw new IllegalArgumentException(
          "tocsin.synthetic.every is %s; it must be 5m to 1d, or 0 for never".formatted(every));
    }
    if (!every.isZero()
        && (within.compareTo(Duration.ofMinutes(1)) < 0 || within.compareTo(every) >= 0)) {
      throw new IllegalArgumentException(
          "tocsin.synthetic.within is %s; it must be 1m or more and shorter than every, %s"
              .formatted(within, every));
    }
    if (door != null
        && !(String.valueOf(door.getScheme()).matches("https?")
            && door.getHost() != null
            && door.getUserInfo() == null)) {
      throw new IllegalArgumentException(
          "tocsin.synthetic.door is '%s'; it must be like https://warn.example.org"
              .formatted(door));
    }
  }

  boolean isOn() {
    return !every.isZero();
  }

  /** The webhook of the built-in watcher. */
  URI alerts() {
    return at(OwnDoor.ALERTS);
  }

  /** Where the answer of this token is given. */
  URI answer(String token) {
    return at("/a/" + token);
  }

  private URI at(String path) {
    String base = door == null ? "http://" + OwnDoor.HOST : door.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
