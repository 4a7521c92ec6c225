// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.HandedOver;
import org.tocsin.server.deliver.HttpPeer;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.ReportedState;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: short messages by a provider that is spoken to by HTTP, in its own form. */
class HttpSmsTest extends ChannelContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SECRET = "a-secret-of-some-length";

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return new Gateway(faults, Map.of());
  }

  @Override
  protected Peer nowhere() throws IOException {
    return new Gateway(Faults.none(), Map.of()).gone();
  }

  @Override
  protected List<String> noAddresses() {
    return List.of("79161234567", "+0791612345", "+7a");
  }

  @Test
  void whatTheProviderTookIsKeptUnderItsIdAndItsName() throws Exception {
    try (Gateway gateway = new Gateway(Faults.none(), Map.of())) {
      try (Channel.Line line = gateway.channel().open()) {
        line.send(parcels(gateway, 3, false));
      }
      assertThat(gateway.handed).extracting(HandedOver::providerId).containsOnly("SM1");
      assertThat(gateway.handed).extracting(HandedOver::provider).containsOnly("backup");
    }
  }

  @Test
  void theFormIsThatOfTheProvider() throws Exception {
    try (Gateway gateway =
        new Gateway(
            Faults.none(),
            Map.of(
                "contentType", "application/json",
                "body",
                    "{\"messages\":[{\"to\":\"{to}\",\"from\":\"{from}\",\"text\":\"{text}\",\"dlr\":\"{report}\"}]}",
                "token", "tk_1"))) {
      try (Channel.Line line = gateway.channel().open()) {
        assertThat(line.send(parcels(gateway, 1, false)))
            .singleElement()
            .isInstanceOf(Outcome.Told.class);
      }
      ReceivedRequest request = gateway.requests().getFirst();
      assertThat(request.header("Authorization")).contains("Bearer tk_1");
      assertThat(request.header("Content-Type").orElse("")).startsWith("application/json");
      JsonNode message = JSON.readTree(request.body()).at("/messages/0");
      assertThat(message.get("to").asString()).isEqualTo(gateway.address(0));
      assertThat(message.get("from").asString()).isEqualTo("54321");
      assertThat(message.get("text").asString()).contains("\n");
      assertThat(message.get("dlr").asString())
          .isEqualTo("https://warn.example.org/in/sms/backup/" + SECRET);
    }
  }

  @Test
  void allCanStandInTheAddress() throws Exception {
    try (Gateway gateway =
        new Gateway(
            Faults.none(), Map.of("method", "GET", "body", "", "query", "?to={to}&text={text}"))) {
      try (Channel.Line line = gateway.channel().open()) {
        line.send(parcels(gateway, 1, false));
      }
      ReceivedRequest request = gateway.requests().getFirst();
      assertThat(request.method()).isEqualTo("GET");
      assertThat(request.target().getRawQuery()).contains("to=%2B7916");
    }
  }

  @Test
  void aProviderThatTellsNoIdReportsUnderOurs() throws Exception {
    String body = "To={to}&Body={text}&coding={coding}&ref={id}";
    try (Gateway gateway = new Gateway(Faults.none(), Map.of("body", body, "id", ""))) {
      List<Parcel> parcels = parcels(gateway, 2, false);
      try (Channel.Line line = gateway.channel().open()) {
        line.send(parcels);
      }
      assertThat(gateway.handed)
          .extracting(HandedOver::providerId)
          .containsExactlyInAnyOrder(parcels.get(0).id(), parcels.get(1).id());
      assertThat(gateway.requests().getFirst().body()).contains("coding=0");
    }
    try (Gateway gateway = new Gateway(Faults.none(), Map.of("id", ""))) {
      try (Channel.Line line = gateway.channel().open()) {
        line.send(parcels(gateway, 1, false));
      }
      assertThat(gateway.handed).as("nobody was told an id").isEmpty();
    }
  }

  @Test
  void anAnswerWithoutTheWordsThatSayTakenIsNoSuccess() throws Exception {
    try (Gateway gateway = new Gateway(Faults.none(), Map.of("taken", "\"status\":\"0\""))) {
      try (Channel.Line line = gateway.channel().open()) {
        assertThat(line.send(parcels(gateway, 1, false)))
            .singleElement()
            .isInstanceOfSatisfying(
                Outcome.Deferred.class,
                later -> assertThat(later.reason()).contains("not that it took the message"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"}],\"to\":\"+1",
        "a&to=+1&b",
        "\\",
        "\u0000\u001f\t\n",
        "\uD83D\uDE00 Ж",
        "{to}"
      })
  void noTextCanEndAFieldOrBeginAnother(String text) {
    Map<String, String> values = Map.of("to", "+7", "text", text);
    JsonNode read =
        JSON.readTree(Template.filled("{\"t\":\"{text}\",\"to\":\"{to}\"}", values, Template.JSON));
    assertThat(read.get("t").asString()).isEqualTo(text);
    assertThat(read.get("to").asString()).isEqualTo("+7");
    assertThat(read.size()).isEqualTo(2);
    String form = Template.filled("text={text}&to={to}", values, Template.PERCENT);
    assertThat(fields(form)).isEqualTo(Map.of("text", text, "to", "+7"));
  }

  @Test
  void whatCannotBeSettingsIsRefusedWithoutShowingSecrets() {
    assertThatThrownBy(() -> settings("ftp://x/{to}{text}", Map.of()))
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> settings("https://{to}/", Map.of()))
        .hasMessageContaining("query only");
    assertThatThrownBy(() -> settings("https://x/", Map.of("body", "to={to}")))
        .hasMessageContaining("{text}");
    assertThatThrownBy(() -> settings("https://x/", Map.of("taken", "(")))
        .hasMessageContaining("taken");
    assertThatThrownBy(() -> settings("https://x/", Map.of("secret", "short")))
        .hasMessageContaining("secret")
        .hasMessageNotContaining("short");
    assertThat(settings("https://x/", Map.of("token", "tk_secret")).toString())
        .doesNotContain("tk_secret");
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : form.split("&", -1)) {
      int is = pair.indexOf('=');
      fields.put(
          pair.substring(0, is), URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static String field(ReceivedRequest request, String name) {
    return request.body().contains("=") ? fields(request.body()).getOrDefault(name, "") : "";
  }

  private static HttpSmsSettings settings(String url, Map<String, String> other) {
    return new HttpSmsSettings(
        url + other.getOrDefault("query", ""),
        other.getOrDefault("method", "POST"),
        other.getOrDefault("contentType", "application/x-www-form-urlencoded"),
        other.getOrDefault("body", "To={to}&From={from}&Body={text}"),
        "",
        "",
        other.getOrDefault("token", ""),
        other.getOrDefault("taken", ""),
        other.getOrDefault("id", "\"sid\":\"([A-Z0-9]+)\""),
        0,
        null,
        other.getOrDefault("secret", SECRET),
        "MessageSid",
        "MessageStatus",
        List.of("delivered"),
        List.of("failed"),
        "From",
        "Body");
  }

  /** A provider's gateway. */
  private static final class Gateway extends HttpPeer implements DeliveryReports {
    private final List<HandedOver> handed = Collections.synchronizedList(new ArrayList<>());
    private final Channel channel;

    Gateway(Faults faults, Map<String, String> other) throws IOException {
      super(faults);
      SmsSettings settings =
          new SmsSettings(
              "",
              2775,
              false,
              "",
              "",
              64,
              0,
              Duration.ofSeconds(1),
              true,
              100,
              "54321",
              1,
              6,
              Map.of(
                  "backup", new SmsSettings.Another(1, null, settings(base() + "/send", other))));
      channel =
          new SmsConfiguration()
              .smsChannel(
                  settings,
                  new SmsProviders(
                      settings, SmsChannelTest.DELIVERIES, this, outbound(), Trust.ofPlatform()));
    }

    @Override
    public Channel channel() {
      return channel;
    }

    @Override
    public String address(int person) {
      return "+7916%07d".formatted(person);
    }

    @Override
    protected String addressOf(ReceivedRequest request) {
      return field(request, "To");
    }

    @Override
    protected HttpReply taken(ReceivedRequest request) {
      return HttpReply.json(201, "{\"sid\":\"SM1\"}");
    }

    @Override
    protected HttpReply refused() {
      return HttpReply.json(400, "{\"code\":21211}");
    }

    @Override
    public List<Taken> taken() {
      return requests().stream()
          .map(request ->
              new Taken(
                  addressOf(request),
                  request.header("Tocsin-Id").orElse(""),
                  request.header("Tocsin-Repeat").isPresent()
                      && field(request, "Body").contains("may be a repeat"),
                  field(request, "Body")))
          .toList();
    }

    @Override
    public void handedOver(String kind, List<HandedOver> parts) {
      handed.addAll(parts);
    }

    @Override
    public void reported(String kind, String provider, String providerId, ReportedState state) {
      throw new AssertionError("reports come by the inlet, which has a test of its own");
    }

    @Override
    public boolean replied(String kind, String address, String text) {
      return false;
    }
  }
}
