// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: warnings into Slack, against an HTTP server that acts as its webhooks. */
class SlackChannelTest extends ChannelContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HookForm HERE =
      HookForm.of("http://127\\.0\\.0\\.1:\\d+/services/\\w+/\\w+/\\w+", "is no hook");

  private static ChatPeer slack(Faults faults, HttpReply yes) throws IOException {
    return new ChatPeer(
        faults,
        new Slack(JSON, HERE),
        person -> "/services/T0/B0/secret" + person,
        yes,
        HttpReply.text(404, "no_service"));
  }

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return slack(faults, HttpReply.text(200, "ok"));
  }

  @Override
  protected Peer nowhere() throws IOException {
    return slack(Faults.none(), HttpReply.text(200, "ok")).gone();
  }

  @Override
  protected List<String> noAddresses() {
    return List.of(
        "#room", "https://example.org/services/T0/B0/x", "http://127.0.0.1:1/services/T");
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX,true",
    "https://hooks.slack-gov.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX,true",
    "http://hooks.slack.com/services/T0/B0/X,false",
    "https://hooks.slack.com.evil.example/services/T0/B0/X,false",
    "https://hooks.slack.com/workflows/T0/B0/X,false",
    "https://hooks.slack.com/services/T0/B0/X?x=y,false",
  })
  void anAddressIsAnIncomingWebhookOfSlack(String address, boolean good) {
    assertThat(Slack.FORM.fault(address).isEmpty()).isEqualTo(good);
  }

  @Test
  void whatAWarningSaysIsNeitherMentionNorMarkup() {
    String words =
        "*bold* & <!channel> <@U1> @channel, @here " + String.join(" ", WordsTest.MENTIONS);
    String body =
        JSON.writeValueAsString(
            Slack.body(SampleParcels.note(SampleParcels.text(words, words, words))));
    assertThat(body).doesNotContain(WordsTest.MENTIONS).doesNotContain("& ", "<!", "<@");
    for (JsonNode block : JSON.readTree(body).get("blocks")) {
      JsonNode text = block.get("text");
      if (text.get("type").asString().equals("mrkdwn")) {
        assertThat(text.get("verbatim").asBoolean()).isTrue();
        assertThat(text.get("text").asString()).doesNotContain("bold");
      } else {
        assertThat(text.get("emoji").asBoolean()).isFalse();
      }
    }
    assertThat(JSON.readTree(body).get("unfurl_links").asBoolean()).isFalse();
  }

  @Test
  void longWordsAreCutIntoSectionsAndTheLinkStays() {
    String words = "<👨‍👩‍👧&".repeat(5_000);
    String body =
        JSON.writeValueAsString(
            Slack.body(SampleParcels.note(SampleParcels.text(words, words, "Stay away."))));
    JsonNode blocks = JSON.readTree(body).get("blocks");
    assertThat(blocks.size()).isLessThanOrEqualTo(50);
    assertThat(blocks.at("/0/text/text").asString().length()).isBetween(100, Slack.HEADER_MAX);
    for (JsonNode block : blocks) {
      assertThat(block.at("/text/text").asString().length()).isBetween(1, Slack.SECTION_MAX);
    }
    assertThat(body)
        .contains("Stay away.", "<https://warn.example.org/a/token?x=1&amp;y=2>")
        .doesNotContain("\uFFFD");
    assertThat(String.join("", Slack.pieces(words))).isEqualTo(Words.entities(words));
  }

  @ParameterizedTest
  @CsvSource({
    "200,ok,Told",
    "200,'ok\n',Told",
    "200,invalid_payload,Failed",
    "400,invalid_payload,Failed",
    "403,action_prohibited,Failed",
    "404,no_service,Failed",
    "410,channel_is_archived,Failed",
    "429,rate_limited,Deferred",
    "500,rollup_error,Deferred",
    "500,no_service,Failed",
    "200,rate_limited,Deferred",
    "200,<html>,Deferred",
    "200,'',Deferred",
    "302,,Deferred",
    "404,<html>,Failed"
  })
  void theWordInTheAnswerDecides(int status, String body, String outcome) {
    Outcome said = Slack.outcome(SampleParcels.answer(status, body == null ? "" : body));
    assertThat(said.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(said.toString()).doesNotContain("<html>");
  }

  @Test
  void anErrorInATwoHundredIsNoDelivery() throws Exception {
    try (ChatPeer peer = slack(Faults.none(), HttpReply.text(200, "invalid_payload"))) {
      assertThat(peer.send(SampleParcels.of(peer.address(1), SampleParcels.text("a", "b", "c"))))
          .isEqualTo(new Outcome.Failed("Slack said 200: invalid_payload"));
    }
  }
}
