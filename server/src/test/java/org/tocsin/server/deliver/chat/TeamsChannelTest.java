// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.Note;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: warnings into Teams, against an HTTP server that acts as a workflow. */
class TeamsChannelTest extends ChannelContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HookForm HERE =
      HookForm.of("http://127\\.0\\.0\\.1:\\d+/workflows/[!-~]+/paths/invoke\\?\\S+", "is no hook");

  private static ChatPeer teams(Faults faults) throws IOException {
    return new ChatPeer(
        faults,
        new Teams(JSON, HERE),
        person -> "/workflows/w" + person + "/triggers/manual/paths/invoke?sig=s" + person,
        HttpReply.text(202, ""),
        HttpReply.json(401, "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}"));
  }

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return teams(faults);
  }

  @Override
  protected Peer nowhere() throws IOException {
    return teams(Faults.none()).gone();
  }

  @Override
  protected List<String> noAddresses() {
    return List.of("team", "https://example.org/hook", "http://127.0.0.1:1/workflows/w");
  }

  @ParameterizedTest
  @CsvSource({
    "https://prod-12.westeurope.logic.azure.com:443/workflows/0a/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers&sv=1.0&sig=x,true",
    "https://default0a.0b.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/0a/triggers/manual/paths/invoke?api-version=1&sig=x,true",
    "https://embassy.webhook.office.com/webhookb2/0a@0b/IncomingWebhook/0c/0d,true",
    "http://prod-12.westeurope.logic.azure.com/workflows/0a/triggers/manual/paths/invoke?sig=x,false",
    "https://logic.azure.com.evil.example/workflows/0a/triggers/manual/paths/invoke?sig=x,false",
    "https://prod-12.westeurope.logic.azure.com/workflows/0a/triggers/manual/paths/invoke,false",
  })
  void anAddressIsTheWebhookOfAWorkflow(String address, boolean good) {
    assertThat(Teams.FORM.fault(address).isEmpty()).isEqualTo(good);
  }

  @Test
  void theCardShowsWordsAsTheyAreAndMentionsNobody() {
    String words = "**bold** [x](y) <at>all</at> {{TIME(x)}}\r\nline @channel";
    Note note = SampleParcels.note(SampleParcels.text("Head", words, "1. Stay."));
    JsonNode message = JSON.readTree(Teams.body(JSON, note));
    JsonNode card = message.at("/attachments/0/content");
    assertThat(message.at("/attachments/0/contentType").asString())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(card.at("/actions/0/url").asString()).isEqualTo(SampleParcels.LINK);
    assertThat(card.at("/msteams/entities").isMissingNode()).isTrue();
    String all = "";
    for (JsonNode block : card.get("body")) {
      assertThat(block.get("type").asString()).isEqualTo("RichTextBlock");
      all += block.at("/inlines/0/text").asString() + "\n";
    }
    assertThat(all)
        .contains("**bold** [x](y)", "line", "1. Stay.", "[TLP:CLEAR] Head")
        .doesNotContain("<at>", "</at>", "{{", "@channel");
    assertThat(all.replace(Words.JOINER, "")).contains("<at>all</at> {{TIME(x)}}\nline @channel");
  }

  @Test
  void aLongWarningFitsIntoACardAndKeepsWhatToDo() {
    for (String letter : List.of("я", "\"", "a\n", "👨‍👩‍👧")) {
      byte[] body =
          Teams.body(
              JSON,
              SampleParcels.note(SampleParcels.text("Head", letter.repeat(30_000), "Stay away.")));
      assertThat(body.length).isBetween(20_000, 28 * 1_024);
      assertThat(new String(body, StandardCharsets.UTF_8))
          .contains("Stay away.", SampleParcels.LINK);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "202||Told",
        "200|1|Told",
        "200|Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=0|Deferred",
        "200|Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId tcid=0|Failed",
        "200|Webhook message delivery failed with error: Error contacting Microsoft Teams endpoint|Deferred",
        "400|{\"error\":{\"code\":\"x\"}}|Failed",
        "401||Failed",
        "404||Failed",
        "429||Deferred",
        "502||Deferred",
      })
  void whatReallyHappenedIsReadFromTheWords(int status, String body, String outcome) {
    Outcome said = Teams.outcome(SampleParcels.answer(status, body == null ? "" : body));
    assertThat(said.getClass().getSimpleName()).isEqualTo(outcome);
  }
}
