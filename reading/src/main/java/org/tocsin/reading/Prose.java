// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a document, freed from their markup.
 *
 * @param title its headline or subject
 * @param published when it says it was written, and where it says so
 * @param text what offsets count in
 * @param extracted whether the text was taken out of markup and so differs from what came in
 * @param country the country that its markup names
 * @param language the language that its markup names
 * @param genre what its markup says it is
 * @param passages stretches of the text that are not its author's own running words, in order
 */
record Prose(
    Optional<String> title,
    Optional<Guess<ZonedDateTime>> published,
    String text,
    boolean extracted,
    Optional<Guess<String>> country,
    Optional<Guess<String>> language,
    Optional<Guess<Genre>> genre,
    List<Passage> passages) {

  static final int MAX_UNITS = 20_000_000;

  Prose(
      Optional<String> title,
      Optional<Guess<ZonedDateTime>> published,
      String text,
      boolean extracted) {
    this(
        title,
        published,
        text,
        extracted,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Takes the words out of a document by its media type. */
  static Prose of(Document document) {
    if (document.content().length() > MAX_UNITS) {
      throw new UnreadableDocumentException(
          "document has %d UTF-16 units, at most %d are read; split it"
              .formatted(document.content().length(), MAX_UNITS));
    }
    String type = document.mediaType().toLowerCase(Locale.ROOT);
    Prose prose =
        type.contains("rfc822")
            ? MailProse.of(document.content())
            : type.contains("html")
                ? HtmlProse.of(document.content())
                : type.contains("xml")
                    ? CapProse.of(document.content())
                    : PlainProse.of(document.content());
    return prose.with(document.address().map(PageAddress::of));
  }

  Prose withText(String newText, List<Passage> newPassages) {
    return new Prose(title, published, newText, extracted, country, language, genre, newPassages);
  }

  Prose withGenre(Guess<Genre> newGenre) {
    return new Prose(
        title, published, text, extracted, country, language, Optional.of(newGenre), passages);
  }

  /** What a page's address tells where the page itself does not. */
  Prose with(Optional<PageAddress> address) {
    return address
        .map(a ->
            new Prose(
                title,
                published.or(a::date),
                text,
                extracted,
                country.or(a::country),
                language,
                genre.or(a::genre),
                passages))
        .orElse(this);
  }

  /**
   * The text with what is not to be read, such as the marks of quoted lines and signatures, blanked
   * out unit by unit, so that offsets stay.
   */
  String readable() {
    if (passages.isEmpty()) {
      return text;
    }
    char[] units = text.toCharArray();
    for (Passage passage : passages) {
      if (passage.kind() == Passage.Kind.SKIPPED) {
        for (int i = passage.start(); i < passage.end(); i++) {
          units[i] = units[i] == '\n' ? '\n' : ' ';
        }
      }
    }
    return new String(units);
  }
}
