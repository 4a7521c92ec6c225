// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.WebAddress;
import org.tocsin.server.deliver.WebhookSecrets;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundRefusedException;
import tools.jackson.databind.json.JsonMapper;

/** Warnings as signed posts, a round at once, each on its own virtual thread. Thread-safe. */
@Component
final class WebhookChannel implements Channel {

  private static final int ANSWER_BYTES_MAX = 4_096;
  private static final Duration RETRY_AFTER_MOST = Duration.ofHours(1);

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
    return new Posts();
  }

  /** A round of posts. Their number at one host and their time are bounded by the client. */
  private final class Posts implements Line {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public List<Outcome> send(List<Parcel> parcels) {
      List<Future<Outcome>> running = new ArrayList<>(parcels.size());
      for (Parcel parcel : parcels) {
        running.add(threads.submit(() -> post(parcel)));
      }
      List<Outcome> outcomes = new ArrayList<>(parcels.size());
      for (Future<Outcome> each : running) {
        outcomes.add(result(each));
      }
      return outcomes;
    }

    private static Outcome result(Future<Outcome> future) {
      try {
        return future.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a webhook could not be made", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Outcome.later("stopped in the middle", true);
      }
    }

    @Override
    public void close() {
      threads.close();
    }
  }

  private Outcome post(Parcel parcel) {
    byte[] body = body(parcel);
    Instant now = clock.instant();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Tocsin");
    headers.put("webhook-id", parcel.id());
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put(
        "webhook-signature",
        WebhookSecrets.sign(secrets.of(parcel.address()), parcel.id(), now, body));
    if (parcel.repeat()) {
      headers.put("Tocsin-Repeat", "possible");
    }
    try {
      return outcome(
          outbound.send(
              new Outbound.Call(
                  "POST", URI.create(parcel.address()), headers, body, ANSWER_BYTES_MAX)));
    } catch (OutboundRefusedException | IllegalArgumentException e) {
      return new Outcome.Failed("the address may not be reached from here");
    } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
      return Outcome.later("nobody listens: " + e.getClass().getSimpleName(), false);
    } catch (IOException e) {
      return Outcome.later("no answer: " + e.getClass().getSimpleName(), true);
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
    return new Outcome.Deferred(
        "the endpoint said " + status,
        false,
        answer.header("retry-after").map(WebhookChannel::seconds).orElse(Duration.ZERO));
  }

  private static Duration seconds(String retryAfter) {
    if (!retryAfter.matches("[0-9]{1,6}")) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter));
    return asked.compareTo(RETRY_AFTER_MOST) > 0 ? RETRY_AFTER_MOST : asked;
  }

  private byte[] body(Parcel parcel) {
    ApprovedWarning warning = parcel.letter().warning();
    ApprovedWarning.Text text = parcel.letter().text();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("warning", warning.id().value());
    data.put("status", warning.exercise() ? "Exercise" : "Actual");
    data.put("msgType", warning.msgType());
    data.put("marking", warning.marking().label());
    data.put("from", warning.window().from().toString());
    data.put("until", warning.window().until().toString());
    data.put("language", text.language());
    data.put("subject", parcel.letter().subject());
    data.put("headline", text.headline());
    data.put("description", text.description());
    data.put("instruction", text.instruction());
    data.put("area", text.area());
    data.put("contact", text.contact());
    data.put("web", text.web());
    data.put("watcher", parcel.watcher().number());
    data.put("answer", parcel.answerLink().toString());
    if (parcel.repeat()) {
      data.put("repeat", "possible");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "warning." + warning.msgType().toLowerCase(java.util.Locale.ROOT));
    body.put("timestamp", parcel.at().toString());
    body.put("data", data);
    return json.writeValueAsBytes(body);
  }
}
