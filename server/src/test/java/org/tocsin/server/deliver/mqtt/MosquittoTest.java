// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.server.kernel.tls.TlsSettings;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.world.TestAuthority;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: the channel {@code mqtt} against Eclipse Mosquitto, a broker by others. Where
 * it is not installed (Debian: apt-get install mosquitto) the tests are skipped and say so.
 */
class MosquittoTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ApprovedWarning.Text TEXT =
      SampleParcels.text("Avoid large gatherings", "A threat to concerts.", "Stay away.");

  @TempDir Path folder;

  private static Path program() {
    Optional<Path> found =
        Stream.of(
                "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "Mosquitto is not installed (Debian package mosquitto)");
    return found.get();
  }

  /** Mosquitto with this configuration after its listener. */
  private Broker broker(Path program, String... configuration) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path file = folder.resolve("mosquitto.conf");
    Files.writeString(
        file,
        "user root\nlistener " + port + " 127.0.0.1\n" + String.join("\n", configuration) + "\n");
    Process process =
        new ProcessBuilder(program.toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    Broker broker = new Broker(process, port);
    broker.awaitListening();
    return broker;
  }

  private record Broker(Process process, int port) implements AutoCloseable {

    void awaitListening() throws Exception {
      while (process.isAlive()) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          assertThat(socket.isConnected()).isTrue();
          return;
        } catch (ConnectException e) {
          // Not yet: a process says in no other way that it listens.
          process.waitFor(50, TimeUnit.MILLISECONDS);
        }
      }
      throw new IllegalStateException("mosquitto ended with " + process.exitValue());
    }

    Outcome send(MqttSettings settings, String topic) {
      try (Channel.Line line = new MqttChannel(settings, JSON, Trust.ofPlatform()).open()) {
        return line.send(List.of(SampleParcels.of(topic, TEXT))).getFirst();
      }
    }

    Mqtt5BlockingClient subscriber(String topic) {
      Mqtt5BlockingClient client =
          MqttClient.builder()
              .useMqttVersion5()
              .serverHost("127.0.0.1")
              .serverPort(port)
              .buildBlocking();
      client.connect();
      client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
      return client;
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void whoSubscribesGetsTheWarningAndWhereNobodyDoesNobodyIsTold() throws Exception {
    try (Broker broker = broker(program(), "allow_anonymous true")) {
      MqttSettings settings = MqttChannelTest.settings(broker.port(), "", "", false);
      assertThat(broker.send(settings, "tocsin/hall/1"))
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              later -> assertThat(later.reason()).contains("nobody subscribes"));
      Mqtt5BlockingClient siren = broker.subscriber("tocsin/hall/#");
      try (var publishes = siren.publishes(MqttGlobalPublishFilter.ALL)) {
        assertThat(broker.send(settings, "tocsin/hall/1")).isInstanceOf(Outcome.Told.class);
        Mqtt5Publish got = publishes.receive(10, TimeUnit.SECONDS).orElseThrow();
        String text = new String(got.getPayloadAsBytes(), StandardCharsets.UTF_8);
        assertThat(JSON.readTree(text).get("instruction").asString()).isEqualTo("Stay away.");
        assertThat(got.getUserProperties().asList().toString()).contains("Tocsin-Id");
      }
      siren.disconnect();
    }
  }

  @Test
  void aRetainedWarningIsThereForWhoSubscribesLater() throws Exception {
    try (Broker broker = broker(program(), "allow_anonymous true")) {
      MqttSettings settings = MqttChannelTest.settings(broker.port(), "", "", true);
      assertThat(broker.send(settings, "tocsin/late")).isInstanceOf(Outcome.Told.class);
      Mqtt5BlockingClient late =
          MqttClient.builder()
              .useMqttVersion5()
              .serverHost("127.0.0.1")
              .serverPort(broker.port())
              .buildBlocking();
      late.connect();
      try (var publishes = late.publishes(MqttGlobalPublishFilter.ALL)) {
        late.subscribeWith().topicFilter("tocsin/late").qos(MqttQos.AT_LEAST_ONCE).send();
        assertThat(publishes.receive(10, TimeUnit.SECONDS)).isPresent();
      }
      late.disconnect();
    }
  }

  @Test
  void whatTheBrokersListOfRightsForbidsHasFailed() throws Exception {
    Path rights = folder.resolve("rights");
    Files.writeString(rights, "topic readwrite tocsin/allowed/#\n");
    try (Broker broker = broker(program(), "allow_anonymous true", "acl_file " + rights)) {
      MqttSettings settings = MqttChannelTest.settings(broker.port(), "", "", true);
      assertThat(broker.send(settings, "tocsin/allowed/1")).isInstanceOf(Outcome.Told.class);
      assertThat(broker.send(settings, "tocsin/other")).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void whoMayNotSignInIsDeferred() throws Exception {
    try (Broker broker = broker(program(), "allow_anonymous false")) {
      MqttSettings settings = MqttChannelTest.settings(broker.port(), "me", "s3cret", false);
      assertThat(broker.send(settings, "tocsin/1"))
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              later -> {
                assertThat(later.reason()).contains("refuses").doesNotContain("s3cret");
                assertThat(later.mayHaveArrived()).isFalse();
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "right, ''",
    "expired, has expired",
    "another name, for another name",
    "unknown authority, tocsin.tls.trust"
  })
  void overTlsTheBrokerMustProveItsName(String which, String words) throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    TestAuthority.Issued certificate =
        switch (which) {
          case "right" -> authority.server("127.0.0.1");
          case "expired" -> authority.server("127.0.0.1", Instant.now().minus(Duration.ofDays(1)));
          case "another name" -> authority.server("other.example.org");
          default -> new TestAuthority(folder, "Stranger").server("127.0.0.1");
        };
    try (Broker broker =
            broker(
                program(),
                "allow_anonymous true",
                "certfile " + certificate.certificate(folder.resolve("broker.pem")),
                "keyfile " + certificate.key(folder.resolve("broker.key")));
        Channel.Line line =
            new MqttChannel(
                    overTls(broker.port()),
                    JSON,
                    new Trust(new TlsSettings(authority.file().toString())))
                .open()) {
      Outcome outcome = line.send(List.of(SampleParcels.of("tocsin/1", TEXT))).getFirst();
      if (words.isEmpty()) {
        assertThat(outcome).isInstanceOf(Outcome.Told.class);
      } else {
        assertThat(outcome)
            .isInstanceOfSatisfying(
                Outcome.Deferred.class,
                later -> {
                  assertThat(later.reason()).contains(words);
                  assertThat(later.mayHaveArrived()).isFalse();
                });
      }
    }
  }

  private static MqttSettings overTls(int port) {
    return new MqttSettings(
        "127.0.0.1", port, true, "", "", "", "tocsin/", true, 1, Duration.ofSeconds(5));
  }
}
