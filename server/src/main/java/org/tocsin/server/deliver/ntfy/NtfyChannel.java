// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.ntfy;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.HostTokens;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.kernel.http.Outbound;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Warnings as notifications of ntfy, published as JSON at the server's root. Thread-safe.
 *
 * <p>ntfy knows no idempotency key: a message that comes twice is published twice. The parcel's id
 * goes along as the sequence id, by which apps since ntfy 2.16 replace the first notification
 * instead of showing a second; older ones show both, the second marked as one that may have come.
 */
@Component
final class NtfyChannel implements Channel {

  private final NtfySettings settings;
  private final HostTokens tokens;
  private final Outbound outbound;
  private final JsonMapper json;

  NtfyChannel(NtfySettings settings, Outbound outbound, JsonMapper json) {
    this.settings = settings;
    this.tokens = settings.hostTokens();
    this.outbound = outbound;
    this.json = json;
  }

  @Override
  public String kind() {
    return "ntfy";
  }

  @Override
  public Optional<String> fault(String address) {
    return Topic.fault(address);
  }

  /** Nothing: topics of public servers need no token. */
  @Override
  public Optional<String> missing() {
    return Optional.empty();
  }

  @Override
  public int workers() {
    return settings.workers();
  }

  @Override
  public Line open() {
    return new Posts(this::publish);
  }

  private Outcome publish(Parcel parcel) throws IOException {
    Topic topic = Topic.of(parcel.address());
    Map<String, String> headers = Posts.headers(parcel);
    NtfyMessage.sequenceId(parcel).ifPresent(id -> headers.put("X-Sequence-ID", id));
    tokens.of(topic.server()).ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    return outcome(
        outbound.send(
            new Outbound.Call(
                "POST",
                topic.server(),
                headers,
                NtfyMessage.of(json, topic, parcel),
                Posts.ANSWER_BYTES_MAX)));
  }

  private Outcome outcome(Outbound.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return published(answer.body())
          ? new Outcome.Told()
          : Outcome.later("the ntfy server said %d, but no message id".formatted(status), true);
    }
    return switch (status) {
      case 401 -> new Outcome.Failed("the ntfy server said 401: it does not know our token");
      case 403 -> new Outcome.Failed("the ntfy server said 403: we may not publish to the topic");
      case 404 -> new Outcome.Failed("the ntfy server said 404: it is no ntfy server, or moved");
      case 429 -> Posts.deferred("the ntfy server said 429: too many for now", answer);
      case 507 -> Posts.deferred("the ntfy server said 507: it is full for now", answer);
      default ->
          Posts.forGood(status)
              ? new Outcome.Failed("the ntfy server said " + status)
              : Posts.deferred("the ntfy server said " + status, answer);
    };
  }

  /** Whether an answer is that of an ntfy server and not of whatever stands in front of it. */
  private boolean published(byte[] body) {
    try {
      JsonNode answer = json.readTree(body);
      return answer.path("event").asString("").equals("message")
          && !answer.path("id").asString("").isEmpty();
    } catch (JacksonException e) {
      return false;
    }
  }
}
