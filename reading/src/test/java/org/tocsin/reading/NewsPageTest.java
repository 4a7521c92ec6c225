// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: of a page of news the story is read, and nothing around it. */
class NewsPageTest {
  private static final String FIRST =
      "Gunmen opened fire at a concert hall near Moscow on Friday evening, officials said, and the"
          + " roof of the building caught fire.";
  private static final String SECOND =
      "Read widely, the <a href=/w>warning</a> of the embassy had told people to avoid crowds.";
  private static final String STORY = "<p>" + FIRST + "</p><p>" + SECOND + "</p>";
  private static final String WORDS =
      "Attack near Moscow\n\n" + FIRST + "\n\n" + SECOND.replaceAll("<[^>]*>", "");

  private static final String AROUND =
      """
      <html><head><title>Attack near Moscow | The Paper</title><meta property="og:title"
      content="Attack near Moscow"></head><body>
      <header role="banner"><a href=/>The Paper</a></header>
      <div class="site-nav"><ul><li><a href=/w>World</a></li><li><a href=/s>Bomb news</a></li></ul></div>
      %s
      <div id="relatedStories"><p>Bomb found in Lyon, police said, after a long search of the station.</p></div>
      <div class="c-newsletter"><p>Get the morning mail, with all the news that is fit for breakfast.</p></div>
      <div><a href=/1>Three killed in Oslo in a bus crash</a> <a href=/2>Bombs over Kyiv again</a></div>
      <section class="comments"><p>I said they would attack London. Nobody listens to me, as ever, ever.</p></section>
      <footer><p>Copyright The Paper, 1 Fleet Street, London. All rights reserved, and so on and on.</p></footer>
      <script>var a = "<p>attack</p>";</script></body></html>
      """;

  private static String text(String html) {
    return Reader.standard().read(Document.html(html)).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<article>%s</article>",
        "<main><h1>Attack near Moscow</h1>%s</main>",
        "<div class=story-body>%s</div>",
        "<div itemprop=articleBody>%s</div>",
        "<article>%s<aside>More bombs</aside><div class='share-tools'>Tell it on</div></article>",
        "<article><p>Short teaser of another story, in which a bomb exploded.</p></article><article>%s</article>",
        "<table><tr><td><a href=/>Home</a></td><td>%s</td></tr></table>",
        "<div><div>%s<p>Advertisement</p></div></div>",
        "<article>%s<p>Read more: <a href=/x>The last attack</a></p><p>Sign up for our mail</p></article>",
      })
  void theStoryIsReadAndNothingAroundIt(String frame) {
    assertThat(text(AROUND.formatted(frame.formatted(STORY)))).isEqualTo(WORDS);
  }

  @Test
  void aPageThatIsAllListsIsReadWhole() {
    assertThat(text("<h1>Notices</h1><ul><li>Avoid the square.</li><li>Stay in.</li></ul>"))
        .isEqualTo("Notices\n\nAvoid the square.\n\nStay in.");
    assertThat(text("<nav>All that there is.</nav>")).isEqualTo("All that there is.");
    assertThat(text("")).isEmpty();
  }

  @Test
  void twoBreaksPartParagraphs() {
    assertThat(text("First one.<br>Goes on.<br> <br/>Second."))
        .isEqualTo("First one. Goes on.\n\nSecond.");
  }

  @Test
  void whatIsHiddenIsNotRead() {
    assertThat(
            text(
                "<p>Seen.</p><p hidden>No.</p><p style='display: none'>No.</p><p aria-hidden=true>No.</p>"))
        .isEqualTo("Seen.");
  }
}
