// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.HostTokens;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.deliver.WebAddress;
import org.tocsin.server.kernel.http.Outbound;
import tools.jackson.databind.json.JsonMapper;

/** Warnings as alerts of an Alertmanager, which is named by its address. Thread-safe. */
@Component
final class AlertmanagerChannel implements Channel {

  static final String KIND = "alertmanager";

  private static final String API = "/api/v2/alerts";
  private static final String BASIC = "basic:";

  private final AlertmanagerSettings settings;
  private final HostTokens tokens;
  private final Earlier earlier;
  private final Outbound outbound;
  private final JsonMapper json;

  AlertmanagerChannel(
      AlertmanagerSettings settings, Earlier earlier, Outbound outbound, JsonMapper json) {
    this.settings = settings;
    this.tokens = settings.hostTokens();
    this.earlier = earlier;
    this.outbound = outbound;
    this.json = json;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> fault(String address) {
    return WebAddress.fault(address)
        .or(() -> {
          URI uri = URI.create(address);
          boolean whole = uri.getRawQuery() == null && uri.getRawFragment() == null;
          return whole && !uri.getRawPath().contains("/api/v")
              ? Optional.empty()
              : Optional.of(
                  "is not the address of an Alertmanager as its pages have it, such as"
                      + " https://alertmanager.example.org");
        });
  }

  /** Nothing: many an Alertmanager asks for no token. */
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
    return new Posts(this::post);
  }

  private Outcome post(Parcel parcel) throws IOException {
    URI address = URI.create(parcel.address().replaceAll("/+$", "") + API);
    Map<String, String> headers = Posts.headers(parcel);
    tokens.of(address).ifPresent(token -> headers.put("Authorization", authorization(token)));
    byte[] body =
        json.writeValueAsBytes(
            Alerts.of(
                parcel,
                parcel.letter().warning().msgType().equals("Alert")
                    ? List.of()
                    : earlier.of(parcel.letter().warning().id())));
    return outcome(
        outbound.send(new Outbound.Call("POST", address, headers, body, Posts.ANSWER_BYTES_MAX)));
  }

  private static String authorization(String token) {
    return token.startsWith(BASIC)
        ? "Basic "
            + Base64.getEncoder()
                .encodeToString(token.substring(BASIC.length()).getBytes(StandardCharsets.UTF_8))
        : "Bearer " + token;
  }

  private static Outcome outcome(Outbound.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      // Alertmanager says nothing more; what stands in front of it has a page.
      return new String(answer.body(), StandardCharsets.UTF_8).isBlank()
          ? new Outcome.Told()
          : Outcome.later(
              "the Alertmanager said %d, but more than it would".formatted(status), true);
    }
    return switch (status) {
      case 400 -> new Outcome.Failed("the Alertmanager said 400: it does not take the alert");
      case 401 -> new Outcome.Failed("the Alertmanager said 401: it does not know us");
      case 403 -> new Outcome.Failed("the Alertmanager said 403: we may not post alerts");
      case 404 -> new Outcome.Failed("the Alertmanager said 404: it is none, or has no API v2");
      default ->
          Posts.forGood(status)
              ? new Outcome.Failed("the Alertmanager said " + status)
              : Posts.deferred("the Alertmanager said " + status, answer);
    };
  }
}
