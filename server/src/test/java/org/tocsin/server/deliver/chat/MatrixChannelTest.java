// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.HostTokens;
import org.tocsin.server.deliver.HttpPeer;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: warnings into Matrix, against an HTTP server that acts as a home server. */
class MatrixChannelTest extends ChannelContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HostTokens NONE = new HostTokens("none", List.of());

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return new HomeServer(faults);
  }

  @Override
  protected Peer nowhere() throws IOException {
    return new HomeServer(Faults.none()).gone();
  }

  @Override
  protected List<String> noAddresses() {
    return List.of(
        "!room:example.org",
        "#room:example.org",
        "https://matrix.example.org/",
        "https://matrix.example.org/#room:example.org",
        "https://matrix.to/#/!room:example.org",
        "https://matrix.example.org/room",
        "https://matrix.example.org/!a/b",
        "https://matrix.example.org/!a?via=b");
  }

  @Test
  void theParcelsIdIsTheTransactionsId() throws Exception {
    try (HomeServer server = new HomeServer(Faults.none())) {
      Parcel parcel =
          SampleParcels.of(server.address(1), SampleParcels.text("Head", "D", "Stay away"));
      assertThat(server.send(parcel)).isInstanceOf(Outcome.Told.class);
      assertThat(server.send(parcel)).isInstanceOf(Outcome.Told.class);
      assertThat(server.requests())
          .hasSize(2)
          .allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.path())
                .isEqualTo(
                    "/_matrix/client/v3/rooms/%21r1%3Aexample.org/send/m.room.message/"
                        + parcel.id());
            assertThat(request.header("Authorization")).contains("Bearer syt_secret");
          });
    }
  }

  @Test
  void withoutATokenForTheHomeServerNothingIsSent() throws Exception {
    assertThat(new Matrix(JSON, NONE).missing()).isPresent();
    try (HomeServer server = new HomeServer(Faults.none())) {
      Channel channel =
          new ChatChannel(
              new Matrix(JSON, new HostTokens("t", List.of("other.example=syt_other"))),
              new ChatSettings(1, List.of()),
              server.client());
      try (Channel.Line line = channel.open()) {
        Parcel parcel = SampleParcels.of(server.address(1), SampleParcels.text("a", "b", "c"));
        assertThat(line.send(List.of(parcel)).getFirst())
            .isInstanceOfSatisfying(
                Outcome.Deferred.class, later -> assertThat(later.mayHaveArrived()).isFalse());
      }
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void theMessageIsTextAndEscapedHtmlAndMentionsNobody() {
    String words =
        "<script>x</script> \"&amp;\"\nline @room " + String.join(" ", WordsTest.MENTIONS);
    JsonNode content =
        JSON.readTree(
            Matrix.content(JSON, SampleParcels.note(SampleParcels.text("Head", words, "Stay"))));
    assertThat(content.get("msgtype").asString()).isEqualTo("m.text");
    assertThat(content.get("m.mentions").isObject()).isTrue();
    assertThat(content.get("m.mentions").isEmpty()).isTrue();
    assertThat(content.get("body").asString())
        .contains("<script>", "Head")
        .doesNotContain("@room", "@channel", "@here", "@all");
    assertThat(content.get("formatted_body").asString())
        .contains("&lt;script&gt;", "&quot;&amp;amp;&quot;<br>line", "<strong>What to do:</strong>")
        .contains("<a href=\"https://warn.example.org/a/token?x=1&amp;y=2\">")
        .doesNotContain("<script>", "@room", "@channel", "@here", "@all", "<!", "<@");
  }

  @Test
  void aLongWarningFitsIntoAnEvent() {
    for (String letter : List.of("я", "<", "\"", "\n a")) {
      byte[] content =
          Matrix.content(
              JSON,
              SampleParcels.note(SampleParcels.text("Head", letter.repeat(90_000), "Stay away")));
      assertThat(content.length).isBetween(50_000, Matrix.CONTENT_BYTES_MAX);
      assertThat(new String(content, StandardCharsets.UTF_8))
          .contains("Stay away", "token?x=1&y=2");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200,'{\"event_id\":\"$a\"}',Told",
    "200,{},Deferred",
    "200,<html>,Deferred",
    "400,'{\"errcode\":\"M_BAD_JSON\"}',Failed",
    "401,'{\"errcode\":\"M_UNKNOWN_TOKEN\"}',Failed",
    "403,'{\"errcode\":\"M_FORBIDDEN\"}',Failed",
    "404,{},Failed",
    "413,{},Failed",
    "429,{},Deferred",
    "502,<html>,Deferred"
  })
  void theAnswerIsReadAsTheSpecificationSays(int status, String body, String outcome) {
    Outcome said = new Matrix(JSON, NONE).outcome(SampleParcels.answer(status, body));
    assertThat(said.getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void anOldHomeServerSaysInTheBodyHowLongToWait() {
    String body = "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":2500}";
    assertThat(new Matrix(JSON, NONE).outcome(SampleParcels.answer(429, body)))
        .isInstanceOfSatisfying(
            Outcome.Deferred.class,
            later -> assertThat(later.notBefore()).isEqualTo(Duration.ofMillis(2_500)));
  }

  /** A home server with a room a person. */
  private static final class HomeServer extends HttpPeer {
    private static final Pattern PATH =
        Pattern.compile("/_matrix/client/v3/rooms/([^/]+)/send/m\\.room\\.message/([^/]+)");

    HomeServer(Faults faults) throws IOException {
      super(faults);
    }

    org.tocsin.server.kernel.http.Outbound client() {
      return outbound();
    }

    Outcome send(Parcel parcel) {
      try (Channel.Line line = channel().open()) {
        return line.send(List.of(parcel)).getFirst();
      }
    }

    @Override
    public Channel channel() {
      HostTokens tokens = new HostTokens("tokens", List.of(base() + "=syt_secret"));
      return new ChatChannel(new Matrix(JSON, tokens), new ChatSettings(1, List.of()), outbound());
    }

    @Override
    public String address(int person) {
      return base() + "/!r" + person + ":example.org";
    }

    @Override
    protected String addressOf(ReceivedRequest request) {
      Matcher path = PATH.matcher(request.path());
      return path.matches()
          ? base() + "/" + URLDecoder.decode(path.group(1), StandardCharsets.UTF_8)
          : "";
    }

    @Override
    protected HttpReply taken(ReceivedRequest request) {
      return request.header("Authorization").isPresent()
          ? HttpReply.json(200, "{\"event_id\":\"$event\"}")
          : HttpReply.json(401, "{\"errcode\":\"M_MISSING_TOKEN\"}");
    }

    @Override
    protected HttpReply refused() {
      return HttpReply.json(403, "{\"errcode\":\"M_FORBIDDEN\",\"error\":\"not in the room\"}");
    }
  }
}
