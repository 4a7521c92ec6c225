// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.kernel.tls.Trust;
import tools.jackson.databind.json.JsonMapper;

/**
 * Warnings published to topics of one broker. Thread-safe.
 *
 * <p>Only the operator names brokers: an address of a file names a topic, and a topic below a
 * prefix, so that no list of watchers makes this server connect anywhere or switch anything else.
 */
@Component
final class MqttChannel implements Channel {

  private final MqttSettings settings;
  private final MqttMessages messages;
  private final Trust trust;

  MqttChannel(MqttSettings settings, JsonMapper json, Trust trust) {
    this.settings = settings;
    this.messages = new MqttMessages(json, settings.retained());
    this.trust = trust.orOnly(settings.trustedCertificates(), "tocsin.mqtt.trusted-certificates");
  }

  @Override
  public String kind() {
    return "mqtt";
  }

  @Override
  public Optional<String> fault(String address) {
    return Topics.fault(address, settings.prefix());
  }

  @Override
  public Optional<String> missing() {
    return settings.host().isEmpty()
        ? Optional.of("no broker is set (tocsin.mqtt.host)")
        : Optional.empty();
  }

  @Override
  public int workers() {
    return settings.workers();
  }

  @Override
  public Line open() {
    return new MqttLine(settings, trust, messages);
  }
}
