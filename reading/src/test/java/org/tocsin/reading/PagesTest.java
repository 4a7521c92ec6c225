// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: of whole pages as sites build them, with banners for cookies, menus, lists
 * and boxes, the story is read paragraph by paragraph, and the page's genre is guessed. Each page
 * of {@code pages/} stands beside what must be read: the genre, then a paragraph a line.
 */
class PagesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "news-with-banner",
        "embassy-alert-list",
        "editorial",
        "live-blog",
        "claim-page",
      })
  void readsTheStoryOfAPageAndGuessesItsGenre(String name) throws IOException {
    List<String> expected = resource(name + ".txt").lines().toList();
    Reading reading = Reader.standard().read(Document.html(resource(name + ".html")));
    assertThat(reading.text().lines().filter(line -> !line.isBlank()))
        .containsExactlyElementsOf(expected.subList(1, expected.size()));
    assertThat(reading.origin().genre().value()).isEqualTo(Genre.valueOf(expected.getFirst()));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PagesTest.class.getResourceAsStream("pages/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
