// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.exceptions.MqttClientStateException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.kernel.tls.Trust;

/**
 * One connection to the broker, kept over many rounds and opened anew when it breaks. A round is
 * published at once; the broker's acknowledgement of each message (PUBACK, MQTT 5.0 §4.3.2) is what
 * makes it told. Nothing is taken up again by the client itself: what was not acknowledged is the
 * next attempt's, with its mark.
 */
final class MqttLine implements Channel.Line {

  private static final Logger log = LoggerFactory.getLogger(MqttLine.class);
  private static final long CLOSE_MILLIS = 500;

  private final MqttSettings settings;
  private final Trust trust;
  private final MqttMessages messages;
  private @Nullable Mqtt5AsyncClient client;

  MqttLine(MqttSettings settings, Trust trust, MqttMessages messages) {
    this.settings = settings;
    this.trust = trust;
    this.messages = messages;
  }

  @Override
  public List<Outcome> send(List<Parcel> parcels) {
    if (settings.host().isEmpty()) {
      return all(parcels, "no broker is set (tocsin.mqtt.host)");
    }
    Mqtt5AsyncClient open;
    try {
      open = connected();
    } catch (ExecutionException e) {
      return all(
          parcels,
          e.getCause() instanceof Mqtt5ConnAckException refused
              ? "the broker refuses our connection: " + refused.getMqttMessage().getReasonCode()
              : Trust.refusal(e).map(Throwable::getMessage).orElse("the broker cannot be reached"));
    } catch (TimeoutException e) {
      return all(parcels, "the broker does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return all(parcels, "stopped before it was sent");
    }
    return published(open, parcels);
  }

  private static List<Outcome> all(List<Parcel> parcels, String reason) {
    return parcels.stream().map(_ -> Outcome.later(reason, false)).toList();
  }

  private Mqtt5AsyncClient connected()
      throws ExecutionException, TimeoutException, InterruptedException {
    Mqtt5AsyncClient open = client;
    if (open != null && open.getState().isConnected()) {
      return open;
    }
    drop();
    Mqtt5AsyncClient fresh = fresh();
    CompletableFuture<Mqtt5ConnAck> connecting = fresh.connect(connect());
    try {
      connecting.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      // Should it stand after all, nobody would use it.
      var _ =
          connecting.thenRun(() -> {
            var _ = fresh.disconnect();
          });
      throw e;
    }
    client = fresh;
    return fresh;
  }

  private Mqtt5AsyncClient fresh() {
    Mqtt5ClientBuilder builder =
        MqttClient.builder()
            .useMqttVersion5()
            // At most 23 letters and digits is what every broker takes (MQTT 5.0 §3.1.3.1).
            .identifier("tocsin" + UUID.randomUUID().toString().replace("-", "").substring(0, 17))
            .transportConfig()
            .serverHost(settings.host())
            .serverPort(settings.port())
            .socketConnectTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .mqttConnectTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .sslConfig(settings.tls() ? tls() : null)
            .applyTransportConfig();
    return builder.buildAsync();
  }

  /** The name in the certificate is checked as for https; the client does so unless told not to. */
  private MqttClientSslConfig tls() {
    return MqttClientSslConfig.builder()
        .trustManagerFactory(trust.managers())
        .handshakeTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }

  private Mqtt5Connect connect() {
    Mqtt5ConnectBuilder connect = Mqtt5Connect.builder().cleanStart(true).keepAlive(60);
    if (!settings.user().isEmpty()) {
      connect =
          connect.simpleAuth(
              Mqtt5SimpleAuth.builder()
                  .username(settings.user())
                  .password(settings.password().getBytes(StandardCharsets.UTF_8))
                  .build());
    }
    return connect.build();
  }

  private List<Outcome> published(Mqtt5AsyncClient open, List<Parcel> parcels) {
    long end = System.nanoTime() + settings.timeout().toNanos();
    List<CompletableFuture<Outcome>> running = new ArrayList<>(parcels.size());
    for (Parcel parcel : parcels) {
      running.add(
          parcel.mayGo()
              ? open.publish(messages.of(parcel)).handle(this::outcome)
              : CompletableFuture.completedFuture(new Outcome.Untried()));
    }
    List<Outcome> outcomes = new ArrayList<>(parcels.size());
    boolean late = false;
    for (CompletableFuture<Outcome> each : running) {
      Outcome outcome = awaited(each, end - System.nanoTime());
      late |= outcome.equals(LATE);
      outcomes.add(outcome);
    }
    if (late || !open.getState().isConnected()) {
      drop();
    }
    return outcomes;
  }

  private static final Outcome LATE =
      Outcome.later("the broker has not acknowledged in time", true);

  private static Outcome awaited(CompletableFuture<Outcome> running, long nanos) {
    try {
      return running.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return LATE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.later("stopped in the middle", true);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome could not be told", e.getCause());
    }
  }

  private Outcome outcome(@Nullable Mqtt5PublishResult result, @Nullable Throwable failed) {
    Throwable cause =
        failed instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failed;
    if (cause instanceof Mqtt5PubAckException refused) {
      return refusal(refused.getMqttMessage().getReasonCode());
    }
    if (cause instanceof MqttClientStateException) {
      return Outcome.later("the connection to the broker broke before it was sent", false);
    }
    if (cause != null) {
      return Outcome.later("the connection to the broker broke", true);
    }
    return result instanceof Mqtt5PublishResult.Mqtt5Qos1Result acknowledged
        ? taken(acknowledged.getPubAck().getReasonCode())
        : Outcome.later("the broker has not acknowledged", true);
  }

  /**
   * A broker that knows of no subscriber (MQTT 5.0 §3.4.2.1, 0x10) and keeps nothing has told
   * nobody: a siren that is off must not look warned.
   */
  private Outcome taken(Mqtt5PubAckReasonCode code) {
    return code == Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS && !settings.retained()
        ? Outcome.later("nobody subscribes to the topic", false)
        : new Outcome.Told();
  }

  private static Outcome refusal(Mqtt5PubAckReasonCode code) {
    return switch (code) {
      case NOT_AUTHORIZED -> new Outcome.Failed("the broker said that we may not publish there");
      case TOPIC_NAME_INVALID, PAYLOAD_FORMAT_INVALID ->
          new Outcome.Failed("the broker said " + code);
      default -> Outcome.later("the broker said " + code, false);
    };
  }

  private void drop() {
    Mqtt5AsyncClient open = client;
    client = null;
    if (open != null && open.getState().isConnectedOrReconnect()) {
      try {
        open.disconnect().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        log.debug("the connection to the broker did not close well", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    drop();
  }
}
