// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.deliver.PushDevices;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.http.Outbound;
import tools.jackson.databind.json.JsonMapper;

/**
 * Warnings as notifications of a browser or phone, by whichever push service it uses (RFC 8030).
 * Thread-safe.
 *
 * <p>The push service is a stranger that somebody's browser named. It gets an encrypted message of
 * a constant length, how long to keep it, how urgent it is, and a topic that differs from device to
 * device; not the parcel's id, which names warning and watcher.
 */
final class PushChannel implements Channel {

  static final String KIND = PushDevices.KIND;

  private final PushSettings settings;
  private final VapidKey key;
  private final Outbound outbound;
  private final JsonMapper json;
  private final UnaryOperator<WarningId> firstOf;
  private final BiConsumer<WatcherId, String> gone;

  /**
   * A channel.
   *
   * @param firstOf the message that a warning updates, and that one updates, back to the first
   * @param gone is told the address of a device that gave its subscription up
   */
  PushChannel(
      PushSettings settings,
      VapidKey key,
      Outbound outbound,
      JsonMapper json,
      UnaryOperator<WarningId> firstOf,
      BiConsumer<WatcherId, String> gone) {
    this.settings = settings;
    this.key = key;
    this.outbound = outbound;
    this.json = json;
    this.firstOf = firstOf;
    this.gone = gone;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> fault(String address) {
    return Subscription.fault(address);
  }

  @Override
  public Optional<String> missing() {
    return settings.missing();
  }

  @Override
  public int workers() {
    return settings.workers();
  }

  @Override
  public Line open() {
    return new Posts(this::push);
  }

  private Outcome push(Parcel parcel) throws IOException {
    if (missing().isPresent()) {
      return Outcome.later(missing().get(), false);
    }
    Subscription device = Subscription.of(parcel.address());
    String topic =
        key.topic(firstOf.apply(parcel.letter().warning().id()).value(), device.endpoint());
    byte[] message = PushMessage.of(json, parcel, topic);
    byte[] body = PushCipher.encrypt(device, message, PushMessage.paddedTo(message.length));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", key.authorization(device.endpoint()));
    headers.put("Content-Encoding", "aes128gcm");
    headers.put("Content-Type", "application/octet-stream");
    headers.put("TTL", Long.toString(PushMessage.secondsKept(parcel)));
    headers.put("Urgency", PushMessage.urgency(parcel.letter().warning()));
    headers.put("Topic", topic);
    headers.put("User-Agent", "Tocsin");
    return outcome(
        parcel,
        outbound.send(
            new Outbound.Call("POST", device.endpoint(), headers, body, Posts.ANSWER_BYTES_MAX)));
  }

  /** RFC 8030 §5 and §7.3; a 201 says that the service has it, not that somebody has read it. */
  private Outcome outcome(Parcel parcel, Outbound.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new Outcome.Told();
    }
    return switch (status) {
      case 404, 410 -> {
        gone.accept(parcel.watcher(), parcel.address());
        yield new Outcome.Failed(
            "the push service said %d: the device gave its subscription up".formatted(status));
      }
      case 401, 403 ->
          new Outcome.Failed(
              "the push service said %d: the device was added under another key of this server"
                  .formatted(status));
      case 413 -> new Outcome.Failed("the push service said 413: it takes no message of that size");
      case 429 -> Posts.deferred("the push service said 429: too many for now", answer);
      default ->
          Posts.forGood(status)
              ? new Outcome.Failed("the push service said " + status)
              : Posts.deferred("the push service said " + status, answer);
    };
  }
}
