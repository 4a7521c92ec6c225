// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * FEATURE UNDER TEST: input made to break the reader gives a clear result, and every span is exact.
 */
class HostileInputTest {
  private static final int LARGEST = 5 << 20;
  private static final int BIG = 1 << 19; // The reader is as slow a letter as in the largest.

  @Test
  void whoSpeaksOfNobodyButThemselvesIsNobodyAndIsFoundOutOnce() {
    for (String text : List.of("Our said we warned us.", "My says: our told that my warned.")) {
      assertThat(Reader.standard().read(Document.text(text)).text()).isEqualTo(text);
    }
  }

  @TestFactory
  Stream<DynamicTest> readsAnythingAsPlainText() {
    Map<String, String> texts =
        Map.ofEntries(
            Map.entry("empty", ""),
            Map.entry("white space", " \n\t\r\n ".repeat(10_000)),
            Map.entry("five million letters without an end", "a".repeat(LARGEST)),
            Map.entry("words without a sentence end", "attack on Moscow ".repeat(BIG / 17)),
            Map.entry("a million digits", "7".repeat(1_000_000)),
            Map.entry("digits and commas", "1,234,567,".repeat(100_000)),
            Map.entry("marks", "!?.,;:'\"()-".repeat(BIG / 11)),
            Map.entry("nested quotes", "\"“'".repeat(300_000)),
            Map.entry("acronym food", "U.S.A.B.C.D.".repeat(50_000)),
            Map.entry("hyphen food", "a-".repeat(250_000)),
            Map.entry(
                "half triggers", "plans to plans to plans to warned of warned of ".repeat(10_000)),
            Map.entry("capitals", "San New Los St. ".repeat(30_000)),
            Map.entry("number words", "twenty hundred thousand million ".repeat(15_000)),
            Map.entry("dates", "31 February 2024 99 March 32 May 2024 ".repeat(10_000)),
            Map.entry("lone surrogates", "\uD800 \uDC00 attack \uD83D".repeat(10_000)),
            Map.entry("right to left", "هجوم في موسكو יום ".repeat(10_000)));
    return texts.entrySet().stream()
        .map(e ->
            DynamicTest.dynamicTest(
                e.getKey(),
                () -> Promises.exact(Document.text(e.getValue()).withDate(Promises.DATE))));
  }

  @Test
  void readsRandomBytes() {
    for (long seed = 1; seed <= 20; seed++) {
      byte[] bytes = new byte[20_000];
      new Random(seed).nextBytes(bytes);
      Promises.exact(Document.of(bytes, "text/plain").withDate(Promises.DATE));
    }
  }

  @Test
  void citesExactlyInShuffledReports() {
    String[] words =
        ("Gunmen opened fire in Moscow on Friday evening , killing at least 40 people and wounding more"
                + " than 100 , officials said . ISIS-K claimed responsibility . \" U.S. warned citizens to avoid"
                + " crowds over the next 48 hours \" 22 March 2024 at 20:00 Paris , Texas denied foiled an attack on")
            .split(" ");
    for (long seed = 1; seed <= 80; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder("seed " + seed + " ");
      for (int i = 0; i < 120; i++) {
        text.append(words[random.nextInt(words.length)])
            .append(random.nextInt(12) == 0 ? "\n" : " ");
      }
      Promises.exact(Document.text(text.toString()).withDate(Promises.DATE));
    }
  }

  @Test
  void readsBrokenHtml() {
    Promises.exact(
        Document.html("<html><p>Gunmen opened fire in <b>Moscow<p>and</b> fled<table><td>x"));
    Promises.exact(Document.html("<!--".repeat(50_000)));
    Promises.exact(Document.html("&amp;&#x1F600;&#0;".repeat(50_000)));
    Promises.exact(Document.html("<p>".repeat(100_000)));
  }

  @Test
  void readsPagesMadeToBeWalkedManyTimes() {
    String words = "Gunmen opened fire in Moscow. ".repeat(500);
    Promises.exact(Document.html("<blockquote>".repeat(1_000) + words));
    Promises.exact(Document.html("<div><article>".repeat(500) + words));
    Promises.exact(Document.html("<p " + "a=b ".repeat(10_000) + ">" + words));
    Promises.exact(Document.html("<p class='" + "ad-".repeat(10_000) + "x'>" + words));
    Promises.exact(Document.html("<a href=x>y</a><br>".repeat(3_000)));
    Promises.exact(Document.html("<article><p>Short.</article>".repeat(2_000)));
    Promises.exact(
        Document.html("<script type=application/ld+json>{\"@type\"</script>".repeat(1_000)));
  }

  @Test
  void readsMixedEncodings() {
    byte[] utf8 = "Взрыв в Москве — 40 killed in Zürich. ".getBytes(StandardCharsets.UTF_8);
    byte[] latin = "Fünf killed in Zürich. ".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = "Gunmen in Moscow. ".getBytes(StandardCharsets.UTF_16);
    ByteArrayOutputStream mixed = new ByteArrayOutputStream();
    for (byte[] part : List.of(utf8, latin, wide, utf8)) {
      mixed.writeBytes(part);
    }
    for (String type :
        List.of("text/plain", "text/html", "message/rfc822", "text/plain;charset=x")) {
      Promises.reading(mixed.toByteArray(), type);
      Promises.reading(wide, type);
    }
  }

  @Test
  void readsMailsMadeOfMarks() {
    for (String food :
        List.of(
            ">".repeat(50_000),
            "> ".repeat(30_000) + "x",
            ">\n".repeat(20_000),
            "-- \n".repeat(10_000),
            "On 1 May 2024, a wrote:\n> b\n\n".repeat(1_000),
            "This message is intended\n".repeat(2_000),
            "Date: 1 May 2024\nforwarded message\n".repeat(1_000))) {
      Promises.exact(Document.text("From: a\nDate: Mon, 25 Mar 2024 09:12:00 +0100\n\n" + food));
      Promises.exact(Document.mail("Subject: a\n\n" + food));
    }
  }

  @Test
  void refusesBombs() {
    refused(Document.html("<div>".repeat(500_000)), "elements open");
    refused(Document.html("<span></x>".repeat(250_000)), "elements open");
    refused(Document.html("x".repeat(6_000_000)), "at most");
    refused(Document.text("x".repeat(50 << 20)), "split it");
    refused(Document.of(new byte[50 << 20], "message/rfc822"), "split it");
    refused(Document.cap("<a>".repeat(100_000)), "nested deeper");
    refused(Document.cap("<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>"), "line 1");
    refused(Document.cap("not xml"), "line 1");
  }

  private static void refused(Document document, String words) {
    assertThatThrownBy(() -> Reader.standard().read(document))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining(words);
  }
}
