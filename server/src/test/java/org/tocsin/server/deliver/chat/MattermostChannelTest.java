// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReply;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: warnings into Mattermost, against an HTTP server that acts as one. */
class MattermostChannelTest extends ChannelContract {

  private static ChatPeer mattermost(Faults faults) throws IOException {
    return new ChatPeer(
        faults,
        new Mattermost(new JsonMapper()),
        person -> "/team/hooks/%026d".formatted(person),
        HttpReply.text(200, "ok"),
        HttpReply.json(400, "{\"message\":\"Invalid webhook.\",\"status_code\":400}"));
  }

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return mattermost(faults);
  }

  @Override
  protected Peer nowhere() throws IOException {
    return mattermost(Faults.none()).gone();
  }

  @Override
  protected List<String> noAddresses() {
    return List.of(
        "https://chat.example.org/",
        "https://chat.example.org/hooks/short",
        "https://chat.example.org/hooks/" + "A".repeat(26),
        "https://chat.example.org/hooks/" + "a".repeat(26) + "?x=y",
        "https://me:secret@chat.example.org/hooks/" + "a".repeat(26));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*bold* _it_ ~~gone~~ `code`|\\*bold\\* \\_it\\_ \\~\u2060\\~\u2060gone\\~\u2060\\~ \\`code\\`",
        "[x](https://evil.example) ![i](j)|\\[x\\](https://evil\\.example) \\!\\[i\\](j)",
        "# head|\\# head",
        "#tag|\\#\u2060tag",
        "~town-square|\\~\u2060town\\-square",
        "<b>&amp;</b>|&lt;b&gt;&amp;amp;&lt;/b&gt;",
        "> quote|&gt; quote",
        "1. one - two|1\\. one \\- two",
        ":smile: at 12:30|:\u2060smile: at 12:30",
        "@all @here @channel|@\u2060all @\u2060here @\u2060channel",
        "duty@embassy.example|duty@embassy\\.example",
        "back\\slash|back\\\\slash",
      })
  void whatAWarningSaysIsShownAsItIs(String text, String escaped) {
    assertThat(Mattermost.escaped(text).replace("\\(", "(").replace("\\)", ")")).isEqualTo(escaped);
  }

  @Test
  void linesBeginAtTheMarginBecauseFourSpacesMeanCode() {
    assertThat(Mattermost.escaped("a\n    b\n\tc")).isEqualTo("a\nb\nc");
  }

  @Test
  void whateverTheTextNoSignOfMarkupStandsAloneAndAReaderSeesTheText() {
    String signs = "\\\\`*_{}[]()#+-.!|>~<&;:@ ab1\n\u044f";
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder("a");
      int length = random.nextInt(30);
      for (int j = 0; j < length; j++) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      text.append("b");
      String escaped = Mattermost.escaped(text.toString());
      assertThat(escaped.replaceAll("(?s)\\\\.", "")).doesNotContainPattern("[`*_\\[\\]()#~<>]");
      assertThat(escaped).doesNotContainPattern("(?<![A-Za-z0-9])@[^\\s\u2060]");
      assertThat(seen(escaped)).isEqualTo(text.toString().replaceAll(" *\n *", "\n"));
    }
  }

  /** What a reader sees of a text without markup. */
  private static String seen(String escaped) {
    return escaped
        .replace(Words.JOINER, "")
        .replaceAll("\\\\(.)", "$1")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  @Test
  void ourOwnHeadingsAndLinksAreMarkup() {
    ApprovedWarning.Text text =
        new ApprovedWarning.Text("en", "Head", "D.", "Stay.", "M", "", "https://rat.example/a_b");
    assertThat(Mattermost.text(SampleParcels.note(text)))
        .startsWith("#### \\[TLP:CLEAR\\] Head\n\n")
        .contains("**What to do:** Stay\\.", "<https://rat.example/a_b>")
        .endsWith("\n" + SampleParcels.LINK);
  }

  @Test
  void aLongWarningFitsIntoAMessageAndKeepsWhatToDo() {
    for (String letter : List.of("я", "*", "<", "@x ", "👨‍👩‍👧")) {
      String text =
          Mattermost.text(
              SampleParcels.note(
                  SampleParcels.text(letter.repeat(3_000), letter.repeat(20_000), "Stay away")));
      assertThat(text.length()).isLessThanOrEqualTo(16_383);
      assertThat(text).contains("Stay away").endsWith(SampleParcels.LINK);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200,ok,Told",
    "200,<!DOCTYPE html>,Deferred",
    "400,x,Failed",
    "403,x,Failed",
    "404,x,Failed",
    "429,x,Deferred",
    "501,x,Deferred",
    "503,x,Deferred"
  })
  void onlyItsOwnYesIsAYes(int status, String body, String outcome) {
    Outcome said = Mattermost.outcome(SampleParcels.answer(status, body));
    assertThat(said.getClass().getSimpleName()).isEqualTo(outcome);
  }
}
