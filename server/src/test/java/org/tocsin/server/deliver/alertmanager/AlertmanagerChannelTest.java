// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: warnings as alerts, against an HTTP server that acts as an Alertmanager. */
class AlertmanagerChannelTest extends ChannelContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ApprovedWarning.Text TEXT =
      SampleParcels.text("Avoid large gatherings", "A threat to concerts.", "Stay away.");

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return new Server(faults, HttpReply.text(200, ""));
  }

  @Override
  protected Peer nowhere() throws IOException {
    return new Server(Faults.none(), HttpReply.text(200, "")).gone();
  }

  @Override
  protected List<String> noAddresses() {
    return List.of(
        "alertmanager",
        "ftp://am.example.org",
        "https://me:secret@am.example.org",
        "https://am.example.org/?x=1",
        "https://am.example.org/#/alerts",
        "https://am.example.org/api/v2/alerts",
        "https:///api");
  }

  @Test
  void anAlertSaysWhatToDoAndLastsAsLongAsTheWarning() throws Exception {
    try (Server server = (Server) peer(Faults.none())) {
      Parcel parcel = SampleParcels.of(server.address(3) + "/", TEXT);
      assertThat(server.send(parcel)).isInstanceOf(Outcome.Told.class);

      ReceivedRequest request = server.requests().getFirst();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/p3/api/v2/alerts");
      JsonNode body = JSON.readTree(request.body());
      assertThat(body).hasSize(1);
      JsonNode alert = body.get(0);
      assertThat(alert.at("/labels").toString())
          .isEqualTo(
              "{\"alertname\":\"TocsinWarning\",\"severity\":\"critical\",\"kind\":\"alert\","
                  + "\"exercise\":\"no\",\"marking\":\"TLP:CLEAR\","
                  + "\"warning\":\"warning_01HRS4000000000000000000AB\",\"watcher\":\"1\","
                  + "\"desk\":\"warn.example.org\"}");
      assertThat(alert.at("/annotations/summary").asString()).contains("Avoid large gatherings");
      assertThat(alert.at("/annotations/instruction").asString()).isEqualTo("Stay away.");
      assertThat(alert.at("/annotations/answer").asString()).isEqualTo(SampleParcels.LINK);
      assertThat(alert.at("/generatorURL").asString()).isEqualTo(SampleParcels.LINK);
      assertThat(alert.at("/annotations/description").asString())
          .contains("Stay away.")
          .endsWith(SampleParcels.LINK);
      assertThat(alert.at("/endsAt").asString()).isEqualTo("2024-03-09T18:00:00Z");
      assertThat(Instant.parse(alert.at("/startsAt").asString())).isBeforeOrEqualTo(parcel.at());
    }
  }

  @ParameterizedTest
  @CsvSource({"Update", "Cancel"})
  void whatItFollowsIsResolvedUnderTheSameLabels(String msgType) throws Exception {
    try (Server server = (Server) peer(Faults.none())) {
      ApprovedWarning before = earlier("warning_01HRS4000000000000000000AC", "Alert");
      Parcel first =
          new Parcel(
              "x",
              SampleParcels.of("", TEXT).watcher(),
              server.address(1),
              new org.tocsin.server.deliver.Letter(before, TEXT, "Avoid", "", "", "", "", ""),
              SampleParcels.LINK,
              false,
              before.window().from());
      server.send(first);
      Parcel follows =
          SampleParcels.of(server.address(1), TEXT, Urgency.IMMEDIATE, Severity.SEVERE, msgType);
      server.send(follows, List.of(before), List.of());
      JsonNode was = JSON.readTree(server.requests().getFirst().body()).get(0);
      JsonNode body = JSON.readTree(server.requests().getLast().body());
      assertThat(body).hasSize(2);
      assertThat(body.get(0).get("labels")).isEqualTo(was.get("labels"));
      assertThat(body.get(0).get("endsAt").asString()).isEqualTo(follows.at().toString());
      assertThat(body.get(1).at("/labels/kind").asString())
          .isEqualTo(msgType.toLowerCase(java.util.Locale.ROOT));
      Instant end = Instant.parse(body.get(1).get("endsAt").asString());
      assertThat(end)
          .isEqualTo(
              msgType.equals("Cancel")
                  ? follows.at().plus(Duration.ofHours(1))
                  : follows.letter().warning().window().until());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXTREME,critical",
    "SEVERE,critical",
    "MODERATE,warning",
    "UNKNOWN,warning",
    "MINOR,info"
  })
  void severityIsSaidInTheWordsOfRoutes(Severity severity, String word) {
    Parcel parcel =
        SampleParcels.of("https://am.example", TEXT, Urgency.IMMEDIATE, severity, "Alert");
    assertThat(Alerts.labels(parcel.letter().warning(), parcel)).containsEntry("severity", word);
  }

  @Test
  void aLongWarningIsCutAndWhatToDoAndTheLinkStay() {
    Parcel parcel =
        SampleParcels.of(
            "https://am.example",
            SampleParcels.text("я".repeat(900), "x".repeat(20_000), "Stay away for 48 hours."));
    String body = JSON.writeValueAsString(Alerts.of(parcel, List.of()));
    JsonNode annotations = JSON.readTree(body).at("/0/annotations");
    assertThat(annotations.get("summary").asString().length()).isLessThanOrEqualTo(300);
    assertThat(annotations.get("description").asString())
        .hasSizeLessThanOrEqualTo(8_000)
        .contains("Stay away for 48 hours.", "…")
        .endsWith(SampleParcels.LINK);
  }

  @Test
  void tokensGoToTheirServerOnlyAsBearerOrAsNameAndPassword() throws Exception {
    try (Server server = (Server) peer(Faults.none())) {
      Parcel parcel = SampleParcels.of(server.address(1), TEXT);
      server.send(parcel);
      server.send(parcel, List.of(), List.of("http://127.0.0.1:1=other", server.entry("mine")));
      server.send(parcel, List.of(), List.of(server.entry("basic:desk:p:w")));
      assertThat(server.requests())
          .extracting(request -> request.header("Authorization").orElse("none"))
          .containsExactly("none", "Bearer mine", "Basic ZGVzazpwOnc=");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400,Failed",
    "401,Failed",
    "403,Failed",
    "404,Failed",
    "429,Deferred",
    "500,Deferred",
    "503,Deferred"
  })
  void aRefusalIsForGoodOrForNow(int status, String outcome) throws Exception {
    try (Server server = new Server(Faults.none(), HttpReply.json(status, "\"no\""))) {
      assertThat(server.send(SampleParcels.of(server.address(1), TEXT)))
          .satisfies(each -> assertThat(each.getClass().getSimpleName()).isEqualTo(outcome))
          .satisfies(each ->
              assertThat(each.toString()).contains("" + status).doesNotContain("127.0.0.1", "p1"));
    }
  }

  @Test
  void aPageThatSaysYesIsNoAlertmanager() throws Exception {
    try (Server server = new Server(Faults.none(), HttpReply.text(200, "<html>Sign in</html>"))) {
      assertThat(server.send(SampleParcels.of(server.address(1), TEXT)))
          .isInstanceOfSatisfying(
              Outcome.Deferred.class, later -> assertThat(later.mayHaveArrived()).isTrue());
    }
  }

  static ApprovedWarning earlier(String id, String msgType) {
    Instant from = Instant.parse("2024-03-06T18:00:00Z");
    return new ApprovedWarning(
        new WarningId(id),
        new CaseId("case_01HRS4000000000000000000AB"),
        msgType,
        Urgency.IMMEDIATE,
        Severity.MODERATE,
        false,
        Marking.CLEAR,
        new TimeWindow(from, from.plus(Duration.ofHours(72))),
        List.of(TEXT),
        List.of(new ApprovedWarning.Step(List.of("alertmanager"), 30)),
        "a".repeat(64));
  }

  /** An Alertmanager for each person, under a path of its own. */
  private static final class Server extends HttpPeer {
    private final HttpReply reply;

    Server(Faults faults, HttpReply reply) throws IOException {
      super(faults);
      this.reply = reply;
    }

    String entry(String token) {
      return base() + "=" + token;
    }

    Outcome send(Parcel parcel) {
      return send(parcel, List.of(), List.of());
    }

    Outcome send(Parcel parcel, List<ApprovedWarning> earlier, List<String> tokens) {
      try (Channel.Line line = channel(earlier, tokens).open()) {
        return line.send(List.of(parcel)).getFirst();
      }
    }

    private Channel channel(List<ApprovedWarning> earlier, List<String> tokens) {
      return new AlertmanagerChannel(
          new AlertmanagerSettings(1, Duration.ofMinutes(5), tokens),
          id -> earlier,
          outbound(),
          JSON);
    }

    @Override
    public Channel channel() {
      return channel(List.of(), List.of());
    }

    @Override
    public String address(int person) {
      return base() + "/p" + person;
    }

    @Override
    protected String addressOf(ReceivedRequest request) {
      return base() + request.path().replace("/api/v2/alerts", "");
    }

    @Override
    protected HttpReply taken(ReceivedRequest request) {
      return reply;
    }

    @Override
    protected HttpReply refused() {
      return HttpReply.json(400, "\"start time must be before end time\"");
    }
  }
}
