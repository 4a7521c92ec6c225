// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: texts as PDF files that people and programs can read. */
class PdfFileTest {

  private static final PdfFile.About ABOUT =
      new PdfFile.About(
          "Reckoning <of> a case", "en", "TLP:AMBER", Instant.parse("2024-03-25T10:00:00Z"));

  private static List<Block> blocks(String words) {
    return List.of(
        new Block.Heading(1, "Reckoning"),
        new Block.Paragraph(words, true),
        new Block.Heading(2, "Who was told what"),
        new Block.Points(
            List.of(
                new Block.Point(
                    "7 Mar 2024, 18:00 UTC",
                    "The public alert was approved.",
                    "It named Moscow.",
                    Optional.of(
                        new Block.Link(
                            "entry 12",
                            Optional.of(URI.create("https://desk.example/desk/record/12"))))),
                Block.Point.bullet("Officers found five files."))),
        new Block.Table(
            List.of("Step", "Took"),
            List.of(List.of("Report to warning", "4.2 h")),
            List.of(0.7f, 0.3f)));
  }

  @Test
  void theSameTextGivesTheSameBytes() {
    assertThat(PdfFile.write(ABOUT, blocks("Twice.")))
        .isEqualTo(PdfFile.write(ABOUT, blocks("Twice.")));
  }

  @Test
  void whatWasWrittenCanBeReadBackWithItsTitleLanguageMarkingAndLinks() throws IOException {
    try (PDDocument read = Loader.loadPDF(PdfFile.write(ABOUT, blocks("Officials were told.")))) {
      assertThat(new PDFTextStripper().getText(read))
          .contains("Officials were told.", "Officers found five files.", "entry 12")
          .contains("TLP:AMBER", "page 1 of 1", "Report to warning 4.2 h");
      assertThat(read.getDocumentInformation().getTitle()).isEqualTo("Reckoning <of> a case");
      assertThat(read.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(read.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(read.getDocumentCatalog().getDocumentOutline().children()).hasSize(2);
      assertThat(read.getPage(0).getAnnotations()).hasSize(1);
    }
  }

  @Test
  void everyPieceSaysWhatItIs() throws IOException {
    try (PDDocument read = Loader.loadPDF(PdfFile.write(ABOUT, blocks("Told.")))) {
      List<String> types = new ArrayList<>();
      walk(read.getDocumentCatalog().getStructureTreeRoot(), types);
      assertThat(types)
          .containsExactly(
              "Document",
              "H1",
              "P",
              "H2",
              "L",
              "LI",
              "Lbl",
              "LBody",
              "P",
              "P",
              "Link",
              "LI",
              "Lbl",
              "LBody",
              "P",
              "Table",
              "TR",
              "TH",
              "TH",
              "TR",
              "TD",
              "TD");
    }
  }

  private static void walk(PDStructureNode node, List<String> types) {
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        types.add(element.getStructureType());
        walk(element, types);
      }
    }
  }

  @Test
  void aTextOfAnyLengthAndAnyLettersIsSetOverPages() throws IOException {
    String words =
        "کرمان (کاروان)؛ לוד; 東京 "
            + "x".repeat(3_000)
            + "\u0000\n\u202e"
            + " again and again".repeat(400)
            + " Теракт в «Крокус Сити Холле»";
    try (PDDocument read = Loader.loadPDF(PdfFile.write(ABOUT, blocks(words)))) {
      assertThat(read.getNumberOfPages()).isGreaterThan(1);
      assertThat(new PDFTextStripper().getText(read))
          .contains("Крокус")
          .contains("no shape for 2 different letters");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "كرمان, ﻛﺮﻣﺎﻥ", // kaf initial, ra final, mim initial, alef final, nun isolated
    "سلام, ﺳﻼﻡ", // lam and alef are one letter
    "گروه, ﮔﺮﻭﻩ", // a Persian letter
    "Moscow, Moscow"
  })
  void arabicLettersAreJoined(String written, String joined) {
    assertThat(Shaping.join(written)).isEqualTo(joined);
    assertThat(Shaping.written(joined)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"abc, abc", "אבג, גבא", "to אבג (12) at, to (12) גבא at", "(אב), (בא)"})
  void whatRunsFromRightToLeftIsDrawnThatWay(String read, String drawn) {
    assertThat(Shaping.visual(read)).isEqualTo(drawn);
  }
}
