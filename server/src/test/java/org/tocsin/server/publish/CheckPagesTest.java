// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: anybody may check a CAP message or feed in the browser and sees every problem
 * beside its line; nothing of it is kept.
 */
class CheckPagesTest {

  private static final String GOOD =
      """
      <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
        <identifier>notice-1</identifier>
        <sender>desk@example.org</sender>
        <sent>2124-03-07T12:00:00+03:00</sent>
        <status>Actual</status>
        <msgType>Alert</msgType>
        <scope>Public</scope>
        <info>
          <category>Security</category>
          <event>Terrorist incident</event>
          <urgency>Expected</urgency>
          <severity>Extreme</severity>
          <certainty>Possible</certainty>
          <expires>2124-03-09T12:00:00+03:00</expires>
          <headline>Stay &lt;b&gt;away&lt;/b&gt;</headline>
          <area>
            <areaDesc>Moscow</areaDesc>
            <circle>55.826,37.390 5</circle>
          </area>
        </info>
      </alert>
      """;

  private final ServerWorld world = ServerWorld.running();

  private Answer check(byte[] file, String... profiles) {
    String boundary = "b0undary";
    StringBuilder head = new StringBuilder();
    for (String profile : profiles) {
      head.append(
          "--%s\r\nContent-Disposition: form-data; name=\"profile\"\r\n\r\n%s\r\n"
              .formatted(boundary, profile));
    }
    head.append(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xml\"\r\nContent-Type: application/xml\r\n\r\n"
            .formatted(boundary));
    byte[] start = head.toString().getBytes(UTF_8);
    byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(UTF_8);
    byte[] body = new byte[start.length + file.length + end.length];
    System.arraycopy(start, 0, body, 0, start.length);
    System.arraycopy(file, 0, body, start.length, file.length);
    System.arraycopy(end, 0, body, start.length + file.length, end.length);
    return world
        .nobody()
        .send("POST", "/check", "multipart/form-data; boundary=" + boundary, body, Map.of());
  }

  @Test
  void aGoodMessageIsValidAndShownOnAMap() {
    Answer answer = check(GOOD.getBytes(UTF_8));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(">Valid<", "CAP 1.2", "data-map=", "55.826");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.headers("Set-Cookie")).isEmpty();
  }

  @Test
  void aProblemStandsBesideItsLineWithItsRuleAndRemedy() {
    Answer answer = check(GOOD.replace("<status>Actual", "<status>Real").getBytes(UTF_8));
    assertThat(answer.body())
        .contains("Not valid", "<span class=\"number\">5</span>", "cap-1.2-3.2.1-status")
        .contains("&lt;status&gt;Real&lt;/status&gt;")
        .contains("line 5, column");
  }

  @Test
  void whatIsSentIsEscapedWhereverItIsShown() {
    String hostile =
        GOOD.replace("<status>Actual", "<status>&lt;script&gt;alert(1)&lt;/script&gt;")
            .replace("Moscow", "\"><script>alert(2)</script>");
    Answer answer = check(hostile.getBytes(UTF_8));
    assertThat(answer.body()).doesNotContain("<script>alert");
  }

  @Test
  void aProfileIsHeldAgainstItWhenItIsChosenOrClaimed() {
    assertThat(check(GOOD.getBytes(UTF_8), "google-1.0").body())
        .contains("google-1.0-description", "Not valid");
    String claims = GOOD.replace("<info>", "<code>IPAWSv1.0</code>\n<info>");
    assertThat(check(claims.getBytes(UTF_8)).body()).contains("ipaws-1.0-eventCode");
  }

  @Test
  void otherEncodingsHostileAndBrokenDocumentsAreAnsweredWithAPage() {
    String russian =
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n"
            + GOOD.replace("Moscow", "Москва").replace("Actual", "Жизнь");
    assertThat(check(russian.getBytes(Charset.forName("windows-1251"))).body()).contains("Жизнь");
    assertThat(check(GOOD.replace("Actual", "Жизнь").getBytes(StandardCharsets.UTF_16)).body())
        .contains("Жизнь");
    String laughs = "<!DOCTYPE a [<!ENTITY b \"ha\">]>" + GOOD;
    assertThat(check(laughs.getBytes(UTF_8)).body()).contains("cap-read-dtd");
    assertThat(check(new byte[] {(byte) 0xC3, 0x28, 0, 1, 2}).body()).contains("Not valid");
    assertThat(check("<a>".repeat(5_000).getBytes(UTF_8)).body()).contains("cap-read-limit");
  }

  @Test
  void aFeedOfLinksIsReadAndNothingIsFetched() {
    String feed =
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><title>f</title>"
            + "<updated>2024-03-07T12:00:00Z</updated><entry><id>a</id><title>t</title><link"
            + " href=\"http://127.0.0.1:9/a.cap\" type=\"application/cap+xml\"/></entry></feed>";
    assertThat(check(feed.getBytes(UTF_8)).body())
        .contains("A feed of links, with faults of its own")
        .contains("No message: 1 errors, 1 warnings and advice.")
        .contains("cap-feed-updated");
    String good =
        feed.replace("<title>t</title>", "<title>t</title><updated>2024-03-07T12:00:00Z</updated>")
            .replace("<entry>", "<author><name>Desk</name></author><entry>");
    assertThat(check(good.getBytes(UTF_8)).body()).contains("A feed of links, and it can be read");
  }

  @Test
  void nothingToCheckIsSaidSo() {
    Answer empty = check(new byte[0]);
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.body()).contains("T6503");
  }

  @Test
  void moreThanFourMebibytesAreRefused() {
    assertThat(check(new byte[5 << 20]).status()).isEqualTo(413);
  }

  @Test
  void thePageIsSoundWideAndNarrow() {
    for (int width : List.of(1280, 390, 320)) {
      try (Window window = BrowserWorld.running().anonymous(world.address(), width)) {
        window.open("/check");
        window.check("check");
        window
            .page()
            .getByLabel("CAP message or feed")
            .fill(GOOD.replace("<status>Actual", "<status>Real").replace("55.826,37.390 5", "5 5"));
        window
            .page()
            .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Check").setExact(true))
            .click();
        PlaywrightAssertions.assertThat(window.page().getByText("Real is not a word of status."))
            .isVisible();
        window.check("checked");
      }
    }
  }
}
