// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: reading never loses the input. */
class OriginalTest {
  private static final ReadLimits SMALL = new ReadLimits(1_000, 32, 100, 8, 1_000, 100, 50);

  @Test
  void theBytesGivenAreTheBytesKeptInWhateverEncodingAndHoweverBroken() {
    for (byte[] input :
        new byte[][] {
          BadInputTest.GOOD.getBytes(UTF_8),
          ("\uFEFF" + BadInputTest.GOOD).getBytes(UTF_8),
          BadInputTest.GOOD.replace("UTF-8", "UTF-16").getBytes(UTF_16),
          {'<', 'a', 'l', 'e', 'r', 't', '>', (byte) 0xFF},
          {},
          {0},
          "no XML at all".getBytes(UTF_8),
        }) {
      Original original = CapReader.read(input).original();
      assertThat(original.bytes()).isEqualTo(input);
      assertThat(original.size()).isEqualTo(input.length);
      assertThat(original.isWhole()).isTrue();
    }
  }

  @Test
  void laterChangesOfTheBytesDoNotReachIt() throws IOException {
    byte[] input = BadInputTest.GOOD.getBytes(UTF_8);
    Original original = CapReader.read(input).original();
    Arrays.fill(input, (byte) 0);
    Arrays.fill(original.bytes(), (byte) 0);
    assertThat(original.stream().readAllBytes()).isEqualTo(BadInputTest.GOOD.getBytes(UTF_8));
  }

  @Test
  void ofTextItIsTheTextInUtf8() {
    String text = BadInputTest.GOOD.replace("Moscow", "Москва");
    assertThat(CapReader.read(text, ReadLimits.alert()).original().bytes())
        .isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void ofWhatIsTooLargeTheBeginningIsKeptAndSaysSo() throws IOException {
    String text = BadInputTest.GOOD.replace("Moscow", "x".repeat(2_000));
    byte[] input = text.getBytes(UTF_8);
    for (Reading reading :
        new Reading[] {
          CapReader.read(input, SMALL),
          CapReader.read(text, SMALL),
          CapReader.read(new ByteArrayInputStream(input), SMALL),
          CapReader.readAll(input, SMALL).getFirst(),
        }) {
      assertThat(reading.alert()).isEmpty();
      assertThat(reading.original().isWhole()).isFalse();
      assertThat(reading.original().bytes()).isEqualTo(Arrays.copyOf(input, 1_000));
      assertThat(reading.original()).hasToString("1000 bytes, cut");
    }
  }

  @Test
  void anEscapedAlertOfAFeedIsKeptAsItStandsWhenUnescaped() {
    String escaped = BadInputTest.GOOD.strip().replace("&", "&amp;").replace("<", "&lt;");
    String feed =
        "<rss><channel><item><description>" + escaped + "</description></item></channel></rss>";
    Reading reading = CapReader.readAll(feed.getBytes(UTF_8), ReadLimits.feed()).getFirst();
    assertThat(new String(reading.original().bytes(), UTF_8)).isEqualTo(BadInputTest.GOOD.strip());
    assertThat(CapFeeds.read(feed.getBytes(UTF_8)).entries().getFirst().reading())
        .hasValueSatisfying(inline -> assertThat(inline.original()).isEqualTo(reading.original()));
  }
}
