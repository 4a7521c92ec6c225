// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.ntfy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.HttpPeer;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: warnings as notifications of ntfy, against an HTTP server that acts as one.
 */
class NtfyChannelTest extends ChannelContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ApprovedWarning.Text TEXT =
      SampleParcels.text("Avoid large gatherings", "A threat to concerts.", "Stay away.");

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return new Server(faults, HttpReply.json(200, "{\"id\":\"sPs71M8A2T\",\"event\":\"message\"}"));
  }

  @Override
  protected Peer nowhere() throws IOException {
    return new Server(Faults.none(), HttpReply.text(200, "")).gone();
  }

  @Override
  protected List<String> noAddresses() {
    return List.of(
        "topic",
        "https://ntfy.sh",
        "https://ntfy.sh/",
        "https://ntfy.sh/two/topics",
        "https://ntfy.sh/topic/",
        "https://ntfy.sh/topic?auth=x",
        "https://ntfy.sh/t%20c",
        "https://ntfy.sh/" + "t".repeat(65),
        "https://me:secret@ntfy.sh/topic",
        "ftp://ntfy.sh/topic");
  }

  @Test
  void aNotificationOpensTheAnswerPageAndSaysHowUrgentItIs() throws Exception {
    try (Server server = (Server) peer(Faults.none())) {
      ApprovedWarning.Text text =
          new ApprovedWarning.Text(
              "de",
              "Halle meiden",
              "Drohung.",
              "Fernbleiben.",
              "Köln",
              "",
              "https://rat.example/x");
      Parcel parcel = SampleParcels.of(server.address(3), text);
      assertThat(server.send(parcel)).isInstanceOf(Outcome.Told.class);

      ReceivedRequest request = server.requests().getFirst();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/");
      assertThat(request.header("X-Sequence-ID")).contains(parcel.id());
      JsonNode body = JSON.readTree(request.body());
      assertThat(body.get("topic").asString()).isEqualTo("p3");
      assertThat(body.get("title").asString()).isEqualTo("[TLP:CLEAR] Halle meiden");
      assertThat(body.get("priority").asInt()).isEqualTo(5);
      assertThat(body.get("sequence_id").asString()).isEqualTo(parcel.id());
      assertThat(body.get("click").asString()).isEqualTo(SampleParcels.LINK);
      assertThat(body.at("/actions/0/action").asString()).isEqualTo("view");
      assertThat(body.at("/actions/0/label").asString()).isEqualTo("Antworten");
      assertThat(body.at("/actions/0/url").asString()).isEqualTo(SampleParcels.LINK);
      assertThat(body.at("/actions/1/label").asString()).isEqualTo("rat.example");
      assertThat(body.get("message").asString())
          .doesNotContain("Halle meiden")
          .contains("Was zu tun ist:\nFernbleiben.", "Köln")
          .endsWith(SampleParcels.LINK);
      assertThat(body.get("tags").toString()).isEqualTo("[\"rotating_light\",\"Severe\"]");
    }
  }

  @Test
  void theTokenGoesToItsServerOnly() throws Exception {
    try (Server server = (Server) peer(Faults.none())) {
      Parcel parcel = SampleParcels.of(server.address(1), TEXT);
      server.send(parcel);
      server.send(parcel, "http://127.0.0.1:1=tk_other", server.entry("tk_mine"));
      server.send(parcel, server.entry("tk_mine").replace("http://", ""));
      assertThat(server.requests())
          .extracting(request -> request.header("Authorization").orElse("none"))
          .containsExactly("none", "Bearer tk_mine", "none");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXTREME,FUTURE,Alert,5", "SEVERE,IMMEDIATE,Alert,5", "SEVERE,EXPECTED,Update,4",
    "MODERATE,IMMEDIATE,Alert,4", "MODERATE,FUTURE,Alert,3", "MINOR,IMMEDIATE,Alert,3",
    "UNKNOWN,UNKNOWN,Alert,4", "EXTREME,PAST,Alert,3", "EXTREME,IMMEDIATE,Cancel,3"
  })
  void priorityFollowsSeverityAndUrgencyAndIsNeverSilent(
      Severity severity, Urgency urgency, String msgType, int priority) {
    Parcel parcel = SampleParcels.of("https://ntfy.sh/t", TEXT, urgency, severity, msgType);
    assertThat(NtfyMessage.priority(parcel.letter().warning())).isEqualTo(priority);
  }

  @ParameterizedTest
  @CsvSource({"я,300,4096", "\",300,4096", "\",2000,4096", "x,20,4096", "👨‍👩‍👧,400,4096"})
  void whatIsTooLongIsCutAndWhatToDoAndTheLinkStay(String letter, int headline, int most) {
    ApprovedWarning.Text text =
        SampleParcels.text(
            letter.repeat(headline), letter.repeat(9_000), "Stay away for 48 hours.");
    Parcel parcel = SampleParcels.of("https://ntfy.sh/t", text);
    byte[] bytes = NtfyMessage.of(JSON, Topic.of(parcel.address()), parcel);
    JsonNode body = JSON.readTree(bytes);
    String message = body.get("message").asString();
    assertThat(bytes.length).isLessThanOrEqualTo(8_192);
    assertThat(message.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(most);
    assertThat(message).contains("Stay away for 48 hours.", "…").endsWith(SampleParcels.LINK);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
  }

  @ParameterizedTest
  @CsvSource({
    "401,Failed",
    "403,Failed",
    "404,Failed",
    "400,Failed",
    "413,Failed",
    "429,Deferred",
    "507,Deferred",
    "500,Deferred",
    "302,Deferred"
  })
  void aRefusalIsForGoodOrForNow(int status, String outcome) throws Exception {
    String body = "{\"code\":40301,\"http\":403,\"error\":\"forbidden\",\"link\":\"x\"}";
    try (Server server = new Server(Faults.none(), HttpReply.json(status, body))) {
      assertThat(server.send(SampleParcels.of(server.address(1), TEXT)))
          .satisfies(each -> assertThat(each.getClass().getSimpleName()).isEqualTo(outcome))
          .satisfies(each ->
              assertThat(each.toString()).contains("" + status).doesNotContain("127.0.0.1", "p1"));
    }
  }

  @Test
  void aPageThatSaysYesIsNoNtfyServer() throws Exception {
    try (Server server = new Server(Faults.none(), HttpReply.text(200, "<html>Sign in</html>"))) {
      assertThat(server.send(SampleParcels.of(server.address(1), TEXT)))
          .isInstanceOfSatisfying(
              Outcome.Deferred.class, later -> assertThat(later.mayHaveArrived()).isTrue());
    }
  }

  /** An ntfy server with a topic a person. */
  private static final class Server extends HttpPeer {
    private final HttpReply reply;

    Server(Faults faults, HttpReply reply) throws IOException {
      super(faults);
      this.reply = reply;
    }

    String entry(String token) {
      return base() + "=" + token;
    }

    Outcome send(Parcel parcel, String... tokens) {
      try (Channel.Line line = channel(List.of(tokens)).open()) {
        return line.send(List.of(parcel)).getFirst();
      }
    }

    private Channel channel(List<String> tokens) {
      return new NtfyChannel(new NtfySettings(1, tokens), outbound(), JSON);
    }

    @Override
    public Channel channel() {
      return channel(List.of());
    }

    @Override
    public String address(int person) {
      return base() + "/p" + person;
    }

    @Override
    protected String addressOf(ReceivedRequest request) {
      return base() + "/" + JSON.readTree(request.body()).get("topic").asString();
    }

    @Override
    protected HttpReply taken(ReceivedRequest request) {
      return reply;
    }

    @Override
    protected HttpReply refused() {
      return HttpReply.json(403, "{\"code\":40301,\"http\":403,\"error\":\"forbidden\"}");
    }
  }
}
