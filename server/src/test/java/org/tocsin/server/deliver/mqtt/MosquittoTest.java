// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.SampleParcels;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: the channel {@code mqtt} against Eclipse Mosquitto, a broker by others. Where
 * it is not installed (Debian: apt-get install mosquitto) each test says so and holds nothing.
 */
class MosquittoTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ApprovedWarning.Text TEXT =
      SampleParcels.text("Avoid large gatherings", "A threat to concerts.", "Stay away.");

  @TempDir Path folder;

  private static Optional<Path> program() {
    Optional<Path> found =
        Stream.of(
                "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.out.println("mosquitto is not installed: the channel mqtt is not tried with it");
    }
    return found;
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
      try (Channel.Line line = new MqttChannel(settings, JSON).open()) {
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
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return;
    }
    try (Broker broker = broker(program.get(), "allow_anonymous true")) {
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
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return;
    }
    try (Broker broker = broker(program.get(), "allow_anonymous true")) {
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
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return;
    }
    Path rights = folder.resolve("rights");
    Files.writeString(rights, "topic readwrite tocsin/allowed/#\n");
    try (Broker broker = broker(program.get(), "allow_anonymous true", "acl_file " + rights)) {
      MqttSettings settings = MqttChannelTest.settings(broker.port(), "", "", true);
      assertThat(broker.send(settings, "tocsin/allowed/1")).isInstanceOf(Outcome.Told.class);
      assertThat(broker.send(settings, "tocsin/other")).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void whoMayNotSignInIsDeferred() throws Exception {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return;
    }
    try (Broker broker = broker(program.get(), "allow_anonymous false")) {
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

  @Test
  void overTlsTheCertificateMustBeTrustedAndBearTheName() throws Exception {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return;
    }
    Path right = certificate("right", "ip:127.0.0.1");
    Path wrong = certificate("wrong", "dns:other.example");
    try (Broker broker = tls(program.get(), "right")) {
      assertThat(broker.send(overTls(broker.port(), right), "tocsin/1"))
          .isInstanceOf(Outcome.Told.class);
      assertThat(broker.send(overTls(broker.port(), wrong), "tocsin/1"))
          .isInstanceOf(Outcome.Deferred.class);
    }
    try (Broker broker = tls(program.get(), "wrong")) {
      assertThat(broker.send(overTls(broker.port(), wrong), "tocsin/1"))
          .as("a trusted certificate of another name")
          .isInstanceOf(Outcome.Deferred.class);
    }
  }

  private Broker tls(Path program, String name) throws Exception {
    return broker(
        program,
        "allow_anonymous true",
        "certfile " + folder.resolve(name + ".pem"),
        "keyfile " + folder.resolve(name + ".key"));
  }

  private static MqttSettings overTls(int port, Path authority) {
    return new MqttSettings(
        "127.0.0.1",
        port,
        true,
        authority.toString(),
        "",
        "",
        "tocsin/",
        true,
        1,
        Duration.ofSeconds(5));
  }

  /** A certificate that signs itself, and its key, as PEM; gives the certificate's file. */
  private Path certificate(String name, String alternative) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=" + alternative,
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    char[] password = "password".toCharArray();
    KeyStore keys = KeyStore.getInstance(store.toFile(), password);
    pem(name + ".key", "PRIVATE KEY", keys.getKey("broker", password).getEncoded());
    return pem(name + ".pem", "CERTIFICATE", keys.getCertificate("broker").getEncoded());
  }

  private Path pem(String file, String kind, byte[] bytes) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
  }
}
