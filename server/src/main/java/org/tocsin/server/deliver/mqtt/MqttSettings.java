// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.mqtt.*}: the broker to which warnings are published.
 *
 * @param host its name; empty (the default) means that nothing can be published, which every
 *     receipt says
 * @param port default 8883
 * @param tls whether the connection is encrypted and the broker's certificate checked, default yes
 * @param trustedCertificates a PEM file with the authorities that the broker's certificate is
 *     checked by, and no others; empty (the default) for those of {@code tocsin.tls.trust} and of
 *     Java
 * @param user who we are there; empty for nobody
 * @param password its password; better as {@code TOCSIN_MQTT_PASSWORD}
 * @param prefix with what every topic must begin, default {@code tocsin/}: a file of watchers shall
 *     not reach what else is on the broker; empty for any topic
 * @param retained whether the broker keeps the last warning of each topic for whoever subscribes
 *     later, until the danger is over; default no
 * @param workers chunks worked on at a time, each by a connection of its own, default 2
 * @param timeout how long the broker may take for one round, default 10 s
 */
@ConfigurationProperties("tocsin.mqtt")
public record MqttSettings(
    @DefaultValue("") String host,
    @DefaultValue("8883") int port,
    @DefaultValue("true") boolean tls,
    @DefaultValue("") String trustedCertificates,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("tocsin/") String prefix,
    @DefaultValue("false") boolean retained,
    @DefaultValue("2") int workers,
    @DefaultValue("10s") Duration timeout) {

  /** Refuses what is out of range. */
  public MqttSettings {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "tocsin.mqtt.port is %d; it must be 1 to 65535".formatted(port));
    }
    if (workers < 1 || workers > 20) {
      throw new IllegalArgumentException(
          "tocsin.mqtt.workers is %d; it must be 1 to 20".formatted(workers));
    }
    if (timeout.toMillis() < 100 || timeout.toSeconds() > 10) {
      throw new IllegalArgumentException(
          "tocsin.mqtt.timeout is %s; it must be 100ms to 10s".formatted(timeout));
    }
    if (!prefix.isEmpty()
        && (!prefix.endsWith("/") || Topics.fault(prefix + "x", "").isPresent())) {
      throw new IllegalArgumentException(
          "tocsin.mqtt.prefix is '%s'; it must be the beginning of a topic, like tocsin/, or empty"
              .formatted(prefix));
    }
    if (user.isEmpty() && !password.isEmpty()) {
      throw new IllegalArgumentException(
          "tocsin.mqtt.password is set and tocsin.mqtt.user is not; set both or none");
    }
  }

  @Override
  public String toString() {
    return "MqttSettings[host=%s, port=%d, tls=%s]".formatted(host, port, tls);
  }
}
