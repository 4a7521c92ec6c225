// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Errands;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.deliver.WebAddress;
import org.tocsin.server.deliver.WebhookSecrets;
import org.tocsin.server.kernel.http.Errand;
import org.tocsin.server.kernel.http.Outbound;
import tools.jackson.databind.json.JsonMapper;

/** Warnings as signed posts, a round at once. Thread-safe. */
@Component
final class WebhookChannel implements Channel {

  private static final int HEADS_MAX = 64;

  private final WebhookSettings settings;
  private final WebhookSecrets secrets;
  private final Outbound outbound;
  private final Clock clock;
  private final JsonMapper json;

  WebhookChannel(
      WebhookSettings settings,
      WebhookSecrets secrets,
      Outbound outbound,
      Clock clock,
      JsonMapper json) {
    this.settings = settings;
    this.secrets = secrets;
    this.outbound = outbound;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String kind() {
    return "webhook";
  }

  @Override
  public Optional<String> fault(String address) {
    return WebAddress.fault(address);
  }

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
    return new Errands(outbound, new Signed());
  }

  /** One line's posts. Used by one thread. */
  private final class Signed implements Errands.Form {
    private final Map<Letter, byte[]> heads = new HashMap<>();
    private final WebhookSecrets.Signer signer = secrets.signer();
    private Instant at = Instant.EPOCH;
    private String atText = "";

    @Override
    public Errand.Post post(Parcel parcel) {
      if (heads.size() > HEADS_MAX) {
        heads.clear();
      }
      byte[] head = heads.computeIfAbsent(parcel.letter(), WebhookChannel.this::head);
      if (!parcel.at().equals(at)) {
        // A whole round has the same.
        at = parcel.at();
        atText = at.toString();
      }
      byte[] body = body(parcel, head, atText);
      long seconds = clock.instant().getEpochSecond();
      return new Errand.Post(
          Posts.fields(
              parcel,
              "webhook-id",
              parcel.id(),
              "webhook-timestamp",
              Long.toString(seconds),
              "webhook-signature",
              signer.sign(parcel.address(), parcel.id(), seconds, body)),
          body,
          Posts.ANSWER_BYTES_MAX);
    }

    @Override
    public Outcome outcome(Outbound.Answer answer) {
      return WebhookChannel.outcome(answer);
    }
  }

  /** Standard Webhooks: 2xx is taken, 410 wants no more, everything else is tried again. */
  private static Outcome outcome(Outbound.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new Outcome.Told();
    }
    if (status == 410) {
      return new Outcome.Failed("the endpoint said 410: it wants no more");
    }
    return Posts.deferred("the endpoint said " + status, answer);
  }

  /** What is the same for all who read one letter: the body up to whom it is for. */
  private byte[] head(Letter letter) {
    ApprovedWarning warning = letter.warning();
    ApprovedWarning.Text text = letter.text();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("warning", warning.id().value());
    data.put("status", warning.status().word());
    data.put("msgType", warning.msgType());
    data.put("marking", warning.handling().label());
    data.put("from", warning.window().from().toString());
    data.put("until", warning.window().until().toString());
    data.put("language", text.language());
    data.put("subject", letter.subject());
    data.put("headline", text.headline());
    data.put("description", text.description());
    data.put("instruction", text.instruction());
    data.put("area", text.area());
    data.put("contact", text.contact());
    data.put("web", text.web());
    String type = "warning." + warning.msgType().toLowerCase(Locale.ROOT);
    String whole = json.writeValueAsString(data);
    String head =
        "{\"type\":"
            + json.writeValueAsString(type)
            + ",\"data\":"
            + whole.substring(0, whole.length() - 1);
    return head.getBytes(StandardCharsets.UTF_8);
  }

  /** Neither a link nor a time holds anything that JSON would escape. */
  private static byte[] body(Parcel parcel, byte[] head, String at) {
    byte[] rest =
        (",\"watcher\":"
                + parcel.watcher().number()
                + ",\"answer\":\""
                + parcel.answerLink()
                + (parcel.repeat() ? "\",\"repeat\":\"possible" : "")
                + "\"},\"timestamp\":\""
                + at
                + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOf(head, head.length + rest.length);
    System.arraycopy(rest, 0, body, head.length, rest.length);
    return body;
  }
}
