// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.sim.Faults;
import org.tocsin.sim.MqttReceiver;
import org.tocsin.sim.ReceivedMqtt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: warnings published to topics, against a broker of MQTT 5.0 on which things go
 * wrong; {@code MosquittoTest} does the same with a broker by others.
 */
class MqttChannelTest extends ChannelContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ApprovedWarning.Text TEXT =
      SampleParcels.text("Avoid large gatherings", "A threat to concerts.", "Stay away.");

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return new Broker(faults, "", "");
  }

  @Override
  protected Peer nowhere() throws IOException {
    Broker broker = new Broker(Faults.none(), "", "");
    broker.receiver.close();
    return broker;
  }

  @Override
  protected List<String> noAddresses() {
    return List.of(
        "siren",
        "tocsin/",
        "tocsin//siren",
        "tocsin/siren/",
        "/tocsin/siren",
        "tocsin/#",
        "tocsin/+/siren",
        "$SYS/broker",
        "homeassistant/siren/set",
        "tocsin/two words",
        "tocsin/" + "x".repeat(200),
        "mqtts://broker.example/tocsin/siren");
  }

  /** Parcels for so many people. */
  static List<Parcel> round(Peer peer, int count) {
    return parcels(peer, count, false);
  }

  /** Settings for a broker on this machine. */
  static MqttSettings settings(int port, String user, String password, boolean retained) {
    return new MqttSettings(
        "127.0.0.1",
        port,
        false,
        "",
        user,
        password,
        "tocsin/",
        retained,
        1,
        Duration.ofSeconds(1));
  }

  @Test
  void theMessageIsJsonForProgramsAndIsGoneWhenTheDangerIsOver() throws Exception {
    try (Broker broker = new Broker(Faults.none(), "", "")) {
      Parcel parcel = SampleParcels.of("tocsin/halls/1", TEXT);
      assertThat(broker.send(parcel)).isInstanceOf(Outcome.Told.class);
      ReceivedMqtt message = broker.receiver.recent().getFirst();
      assertThat(message.topic()).isEqualTo("tocsin/halls/1");
      assertThat(message.qos()).isEqualTo(1);
      assertThat(message.retained()).isFalse();
      assertThat(message.secondsKept()).isEqualTo(172_800);
      assertThat(message.contentType()).isEqualTo("application/json");
      assertThat(message.properties()).containsOnlyKeys("Tocsin-Id");
      JsonNode body = JSON.readTree(message.text());
      assertThat(body.get("id").asString()).isEqualTo(parcel.id());
      assertThat(body.get("status").asString()).isEqualTo("Actual");
      assertThat(body.get("repeat").asBoolean()).isFalse();
      assertThat(body.get("severity").asString()).isEqualTo("Severe");
      assertThat(body.get("headline").asString()).isEqualTo("Avoid large gatherings");
      assertThat(body.get("instruction").asString()).isEqualTo("Stay away.");
      assertThat(body.get("until").asString()).isEqualTo("2024-03-09T18:00:00Z");
      assertThat(body.get("answer").asString()).isEqualTo(SampleParcels.LINK);
    }
  }

  @Test
  void theBrokerKeepsTheLastWarningOnlyWhenTheOperatorSaysSo() throws Exception {
    try (Broker broker = new Broker(Faults.none(), "", "")) {
      broker.send(settings(broker.receiver.port(), "", "", true), "tocsin/1");
      assertThat(broker.receiver.recent().getFirst().retained()).isTrue();
    }
  }

  @Test
  void whereNobodySubscribesNobodyIsToldUnlessTheBrokerKeepsIt() throws Exception {
    try (Broker broker = new Broker(Faults.none(), "", "")) {
      broker.receiver.subscribed(false);
      assertThat(broker.send(SampleParcels.of("tocsin/1", TEXT)))
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              later -> {
                assertThat(later.mayHaveArrived()).isFalse();
                assertThat(later.reason()).contains("nobody subscribes");
              });
      assertThat(broker.send(settings(broker.receiver.port(), "", "", true), "tocsin/1"))
          .isInstanceOf(Outcome.Told.class);
    }
  }

  @Test
  void theServerSignsInAndIsToldWhenItMayNot() throws Exception {
    try (Broker broker = new Broker(Faults.none(), "tocsin", "s3cret")) {
      assertThat(
              broker.send(settings(broker.receiver.port(), "tocsin", "s3cret", false), "tocsin/1"))
          .isInstanceOf(Outcome.Told.class);
      assertThat(broker.receiver.recent().getFirst().user()).isEqualTo("tocsin");
      Outcome refused =
          broker.send(settings(broker.receiver.port(), "tocsin", "wrong", false), "tocsin/1");
      assertThat(refused)
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              later -> assertThat(later.reason()).contains("refuses").doesNotContain("wrong"));
      assertThat(broker.receiver.recent()).hasSize(1);
    }
  }

  @Test
  void aConnectionThatBreaksIsOpenedAnewForTheNextRound() throws Exception {
    try (Broker broker = new Broker(new Faults(2, 0, 0, 0, Duration.ZERO, 0.5, 0), "", "");
        Channel.Line line = broker.channel().open()) {
      int told = 0;
      for (int round = 0; round < 40 && told < 5; round++) {
        Parcel parcel = SampleParcels.of("tocsin/" + round, TEXT);
        told += line.send(List.of(parcel)).getFirst() instanceof Outcome.Told ? 1 : 0;
      }
      assertThat(told).isEqualTo(5);
    }
  }

  @Test
  void withoutABrokerNothingIsSent() {
    Channel channel =
        new MqttChannel(
            new MqttSettings(
                "", 8883, true, "", "", "", "tocsin/", false, 1, Duration.ofSeconds(1)),
            JSON,
            Trust.ofPlatform());
    assertThat(channel.missing()).isPresent();
    try (Channel.Line line = channel.open()) {
      assertThat(line.send(List.of(SampleParcels.of("tocsin/1", TEXT))))
          .singleElement()
          .isInstanceOf(Outcome.Deferred.class);
    }
  }

  @Test
  void withoutAPrefixAnyTopicIsTakenButNoneOfTheBrokersOwn() {
    assertThat(Topics.fault("homeassistant/siren/set", "")).isEmpty();
    assertThat(Topics.fault("Сирены/Зал-1", "")).isEmpty();
    assertThat(Topics.fault("$SYS/x", "")).isPresent();
    assertThat(Topics.fault("a/#", "")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tocsin", "/", "a b/", "#/"})
  void aPrefixThatIsNoBeginningOfATopicStopsTheStart(String prefix) {
    assertThatThrownBy(() ->
            new MqttSettings("", 1, true, "", "", "", prefix, false, 1, Duration.ofSeconds(1)))
        .hasMessageContaining("tocsin.mqtt.prefix");
  }

  @Test
  void settingsShowNoSecretAndAMissingFileOfAuthoritiesStopsTheStart() {
    assertThat(settings(1, "me", "s3cret", false).toString()).doesNotContain("s3cret", "me,");
    assertThatThrownBy(
            () -> Trust.ofPlatform().orOnly("/nowhere/ca.pem", "tocsin.mqtt.trusted-certificates"))
        .hasMessageContaining("tocsin.mqtt.trusted-certificates");
  }

  /** A broker with a topic a person. */
  private static final class Broker implements Peer {
    private final MqttReceiver receiver;

    Broker(Faults faults, String user, String password) throws IOException {
      receiver = MqttReceiver.start(faults, Clock.systemUTC(), 1_000, user, password);
    }

    Outcome send(Parcel parcel) {
      return send(channel(), parcel);
    }

    Outcome send(MqttSettings settings, String topic) {
      return send(
          new MqttChannel(settings, JSON, Trust.ofPlatform()), SampleParcels.of(topic, TEXT));
    }

    private static Outcome send(Channel channel, Parcel parcel) {
      try (Channel.Line line = channel.open()) {
        return line.send(List.of(parcel)).getFirst();
      }
    }

    @Override
    public Channel channel() {
      return new MqttChannel(settings(receiver.port(), "", "", false), JSON, Trust.ofPlatform());
    }

    @Override
    public String address(int person) {
      return "tocsin/p" + person;
    }

    @Override
    public List<Taken> taken() {
      return receiver.recent().stream()
          .map(message ->
              new Taken(
                  message.topic(),
                  message.properties().getOrDefault("Tocsin-Id", ""),
                  message.properties().containsKey("Tocsin-Repeat")
                      && JSON.readTree(message.text()).get("repeat").asBoolean(),
                  message.text()))
          .toList();
    }

    @Override
    public void close() {
      receiver.close();
    }
  }
}
