// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: our parser accepts what a parser of others accepts, makes the same of it, and
 * lets pass nothing else without a word; a document that comes in pieces is the same document.
 * {@code -Dcap.mutations=1000000} makes the run long, {@code -Dcap.seed=N} starts elsewhere.
 */
class XmlParserTest {
  private static final int MUTATIONS = Integer.getInteger("cap.mutations", 4_000);
  private static final long SEED = Long.getLong("cap.seed", 1);

  /** Everything that XML has and alerts seldom do. */
  private static final String TORTURE =
      """
      <?xml version='1.0' encoding='UTF-8' standalone="yes" ?>
      <!-- before --><?style a="b"?>
      <a:alert xmlns:a="urn:a" xmlns='urn:b' a:x="1" x='2' y="&lt;&#65;&#x1F514;'&quot;">
        text &amp; more<!-- c - c -->&#10;<![CDATA[<b>&amp;]] ]>]]> end ] ]] >
        <b xmlns="" xml:lang="en"><c xmlns:a="urn:c"><a:d/></c></b\t
        >
        <Größe a:ß='ü\t
      ' >Ünïcödé \u65e5\u672c \ufffd</Größe >
        <e></e><e/><e />
        <a:f>\r\n1\r2</a:f>
      </a:alert>
      <!-- after -->
      <?done?>
      """;

  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "&",
          "]]>",
          "<![CDATA[",
          "<!--",
          "-->",
          "--",
          "<!DOCTYPE a>",
          "&x;",
          "&#0;",
          "&#xD800;",
          "&#9;",
          "&amp;",
          "&am",
          "<a>",
          "</a>",
          "<a/>",
          "a:",
          ":",
          "=",
          "\"",
          "'",
          "/",
          "?",
          "?>",
          "<?xml version=\"1.0\"?>",
          "<?p x?>",
          "\r",
          "\r\n",
          "\t",
          "\u0000",
          "\u0001",
          "\ufffe",
          "\uffff",
          "é",
          "\u65e5",
          "\ud83d\udd14",
          " xmlns=\"\"",
          " xmlns:a=\"b\"",
          " xmlns:xml=\"b\"",
          " xmlns:q=\"\"",
          " x='1'",
          " a:x='1'",
          "]]",
          "xml");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a/>",
        "<a></a>",
        " <a/>",
        "\n\n<a/>\n",
        "<a b='&#10;&#9; x'/>",
        "<a b='\r\n\t x'/>",
        "<a>]]</a>",
        "<a>]]&gt;</a>",
        "<a><![CDATA[]]]]><![CDATA[>]]></a>",
        "<a xmlns:b='u' b:c='1' c='2'/>",
        "<a><?x?></a>",
        "<a\n/>",
        "<_.-1/>",
        "<a>\u0085\u2028</a>"
      })
  void acceptsWhatIsWellFormed(String document) {
    assertThat(XmlOracle.woodstox(document)).as("of others").isPresent();
    same(document, "case");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "<a>",
        "<a",
        "<",
        "<a/",
        "</a>",
        "<a></b>",
        "<a/><b/>",
        "<a/>x",
        "<a><b></a></b>",
        "<1/>",
        "<-a/>",
        "<a b/>",
        "<a b=/>",
        "<a b=c/>",
        "<a b='1'c='2'/>",
        "<a b='1' b='2'/>",
        "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
        "<a b='<'/>",
        "<a b='1/>",
        "<a b='&'/>",
        "<a>&</a>",
        "<a>&x</a>",
        "<a>&x;</a>",
        "<a>&#;</a>",
        "<a>&#0;</a>",
        "<a>&#xD800;</a>",
        "<a>&#1114112;</a>",
        "<a>&#99999999999;</a>",
        "<a>\u0001</a>",
        "<a>]]></a>",
        "<a><!-- -- --></a>",
        "<a><!-- --></a",
        "<a><!-- ---></a>",
        "<a><!- --></a>",
        "<a><![CDATA[</a>",
        "<a><![cdata[]]></a>",
        "<![CDATA[]]><a/>",
        "<a/><![CDATA[]]>",
        "<a><? x?></a>",
        "<a><?x</a>",
        "<a><?xml version='1.0'?></a>",
        "<a><?x:y z?></a>",
        "<?xml?><a/>",
        "<?xml version='2.0'?><a/>",
        "<?xml encoding='UTF-8'?><a/>",
        "<?xml version='1.0' standalone='maybe'?><a/>",
        " <?xml version='1.0'?><a/>",
        "<!DOCTYPE a><a/>",
        "<a><!DOCTYPE a></a>",
        "<a:b/>",
        "<a b:c='1'/>",
        "<a: xmlns:a='u'/>",
        "<:a/>",
        "<a:b:c xmlns:a='u'/>",
        "<a xmlns:b=''/>",
        "<a xmlns:xmlns='u'/>",
        "<a xmlns:xml='u'/>",
        "<a xmlns:b='http://www.w3.org/XML/1998/namespace'/>",
        "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
        "<a xmlns='u' xmlns='u'/>",
        "<a/ >",
        "< a/>",
        "<a></ a>",
        "<a></a b='1'>",
        "\u0000<a/>",
        "<a/>\u0000"
      })
  void letsNothingElsePassWithoutAWord(String document) {
    assertThat(XmlOracle.woodstox(document)).as("of others").isEmpty();
    same(document, "case");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a>\uffff</a>", "<a b='\ufffe'/>", "<a><!-- \uffff --></a>"})
  void isStricterThanOthersWithWhatIsNoCharacter(String document) {
    Problems found = new Problems(10);
    assertThat(whole(document, found)).isPresent();
    assertThat(found.sorted()).extracting(Problem::rule).containsExactly(Rule.CHARACTER.id());
  }

  @Test
  void makesTheSameOfEveryMutation() throws IOException {
    List<String> seeds = new ArrayList<>(List.of(TORTURE, TORTURE, BadInputTest.GOOD));
    for (String name : List.of("samples/ipaws.xml", "feeds/amber.atom", "feeds/ny_index.rss")) {
      seeds.add(new String(SamplesTest.bytes(name), UTF_8));
    }
    seeds.forEach(seed -> same(seed, "unchanged"));
    for (long seed = SEED; seed < SEED + MUTATIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String document = seeds.get(random.nextInt(seeds.size()));
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        document = mutated(document, random);
      }
      same(document, "seed " + seed + ": -Dcap.mutations=1 -Dcap.seed=" + seed);
    }
  }

  private static String mutated(String document, SplittableRandom random) {
    int at = random.nextInt(document.length() + 1);
    int end = Math.min(document.length(), at + (random.nextBoolean() ? 0 : random.nextInt(20)));
    String piece = random.nextInt(4) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size()));
    return document.substring(0, at) + piece + document.substring(end);
  }

  private static void same(String document, String why) {
    Problems found = new Problems(100);
    XmlWindow window = SourceText.encode(document, found);
    String text = window.text(0, window.limit());
    Optional<String> ours = whole(text, found);
    boolean refused = ours.isEmpty() || found.sorted().stream().anyMatch(Problem::isError);
    Optional<String> others = XmlOracle.woodstox(text);
    if (others.isPresent() && !isBeyond(text)) {
      assertThat(refused).as("%s: accepts %s%n%s", why, text, found.sorted()).isFalse();
      assertThat(ours).as("%s: the tree of %s", why, text).isEqualTo(others);
    } else if (others.isEmpty() && !isBeyond(text)) {
      assertThat(refused).as("%s: says what is wrong with %s", why, text).isTrue();
    }
    for (int size : new int[] {1, 7}) {
      Problems piecemeal = new Problems(100);
      SourceText.encode(document, piecemeal);
      Optional<String> pieces = pieces(text, size, piecemeal);
      assertThat(pieces).as("%s: in pieces of %d: %s", why, size, text).isEqualTo(ours);
      // Who reads on until a fault does not see what is wrong after it.
      List<Problem> all = found.sorted();
      assertThat(
              ours.isEmpty() ? all.containsAll(piecemeal.sorted()) : all.equals(piecemeal.sorted()))
          .as("%s: in pieces of %d: %s%n%s%n%s", why, size, text, all, piecemeal.sorted())
          .isTrue();
    }
  }

  /**
   * XML 1.1, names that only the fifth edition allows, what is no character, and control characters
   * in a declaration are read otherwise by Woodstox.
   */
  private static boolean isBeyond(String text) {
    String declaration = text.substring(0, Math.max(0, text.indexOf('>')));
    return text.contains("1.1")
        || declaration.codePoints().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')
        || text.codePoints().anyMatch(c -> c >= 0x10000 || c == 0xFFFE || c == 0xFFFF);
  }

  private static Optional<String> whole(String text, Problems problems) {
    try {
      return Optional.of(
          XmlOracle.lines(XmlParser.parse(text.getBytes(UTF_8), ReadLimits.alert(), problems)));
    } catch (CapException refused) {
      refused.problems().forEach(problems::add);
      return Optional.empty();
    }
  }

  private static Optional<String> pieces(String text, int size, Problems problems) {
    try {
      Utf8Source source = Utf8Source.of(new Drops(text.getBytes(UTF_8), size), problems);
      XmlParser parser = XmlParser.of(source, ReadLimits.alert(), problems, node -> false);
      assertThat(parser.next()).isNull();
      return Optional.of(XmlOracle.lines(parser.root()));
    } catch (CapException refused) {
      refused.problems().forEach(problems::add);
      return Optional.empty();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A stream that gives a few bytes at a time. */
  private static final class Drops extends InputStream {
    private final ByteArrayInputStream all;
    private final int size;

    Drops(byte[] bytes, int size) {
      this.all = new ByteArrayInputStream(bytes);
      this.size = size;
    }

    @Override
    public int read() {
      return all.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return all.read(into, offset, Math.min(size, length));
    }
  }
}
