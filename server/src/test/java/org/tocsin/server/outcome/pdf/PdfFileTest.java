// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
          .contains("no shape for 2 letters", "like U+4EAC;");
    }
  }

  @Test
  void aLetterWithoutAShapeIsStillThereForWhoeverCopiesTheText() throws IOException {
    assertThat(spoken(PdfFile.write(ABOUT, blocks("A man from 東京 said so."))))
        .contains("A man from 東京 said so.");
    try (PDDocument document = new PDDocument();
        Outlines plain = Outlines.ours(document, "DejaVuSans.ttf")) {
      assertThat(new Face(List.of(plain)).usable("A man from 東京 said so."))
          .isEqualTo("A man from [U+6771][U+4EAC] said so.");
      for (String words : List.of("They wrote [U+0041] 東", "[U+005B]U+0041]", "[U+110000]")) {
        assertThat(Face.written(new Face(List.of(plain)).usable(words))).isEqualTo(words);
      }
    }
    assertThat(Face.written("[U+110000] [x] [U+1F514]")).isEqualTo("[U+110000] [x] 🔔");
  }

  /** What stands behind drawn text for copying and for reading aloud. */
  private static List<String> spoken(byte[] file) throws IOException {
    List<String> all = new ArrayList<>();
    try (PDDocument read = Loader.loadPDF(file)) {
      PDResources resources = read.getPage(0).getResources();
      for (COSName name : resources.getPropertiesNames()) {
        all.add(resources.getProperties(name).getCOSObject().getString(COSName.ACTUAL_TEXT));
      }
    }
    return all;
  }

  @Test
  void aFontThatTheOperatorNamesDrawsWhatOursDoNotHave(@TempDir Path folder) throws Exception {
    Path font = folder.resolve("more.ttf");
    Files.write(font, shapedLike('A', 0x6771, ' '));
    Path none = folder.resolve("missing.ttf");
    byte[] file = PdfFile.write(ABOUT, blocks("Seen in 東 and 京."), List.of(none, font));
    try (PDDocument read = Loader.loadPDF(file)) {
      assertThat(new PDFTextStripper().getText(read))
          .contains("Seen in 東 and 京.", "no shape for 1 letter of");
    }
    assertThat(spoken(file)).contains("Seen in 東 and 京.");
    Files.writeString(font, "no font");
    assertThat(spoken(PdfFile.write(ABOUT, blocks("東"), List.of(font)))).contains("東");
  }

  /** Bits of {@code fsType}: no part may be taken; it may not be embedded at all. */
  @ParameterizedTest
  @ValueSource(ints = {0x0100, 0x0002})
  void aFontThatForbidsItsUseIsLeftOut(int forbids, @TempDir Path folder) throws Exception {
    byte[] bytes = shapedLike('A', 0x6771, ' ');
    ByteBuffer tables = ByteBuffer.wrap(bytes);
    for (int i = 0; i < tables.getShort(4); i++) {
      if (new String(bytes, 12 + 16 * i, 4, StandardCharsets.US_ASCII).equals("OS/2")) {
        tables.putShort(tables.getInt(12 + 16 * i + 8) + 8, (short) forbids);
      }
    }
    Path font = Files.write(folder.resolve("forbids.ttf"), bytes);
    byte[] file = PdfFile.write(ABOUT, blocks("Seen in 東."), List.of(font));
    try (PDDocument read = Loader.loadPDF(file)) {
      assertThat(new PDFTextStripper().getText(read)).contains("like U+6771;");
    }
    assertThat(spoken(file)).contains("Seen in 東.");
  }

  /** A font with one shape of ours under other letters: what a font of other writing comes to. */
  @SuppressWarnings("unchecked")
  private static byte[] shapedLike(int ours, int... others) throws Exception {
    try (TrueTypeFont font =
        new TTFParser()
            .parse(
                new RandomAccessReadBuffer(PdfFile.class.getResourceAsStream("DejaVuSans.ttf")))) {
      TTFSubsetter subset = new TTFSubsetter(font);
      subset.add(ours);
      Field letters = TTFSubsetter.class.getDeclaredField("uniToGID");
      letters.setAccessible(true);
      Map<Integer, Integer> shapes = (Map<Integer, Integer>) letters.get(subset);
      for (int other : others) {
        shapes.put(other, shapes.get(ours));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      subset.writeToStream(out);
      return out.toByteArray();
    }
  }

  @Test
  void boldTextTakesFromThePlainFaceWhatTheBoldOneLacks() throws IOException {
    String only = Character.toString(onlyPlain());
    try (PDDocument read =
        Loader.loadPDF(PdfFile.write(ABOUT, List.of(new Block.Heading(1, "In " + only))))) {
      assertThat(new PDFTextStripper().getText(read)).contains("In " + only);
    }
  }

  private static int onlyPlain() throws IOException {
    try (PDDocument document = new PDDocument();
        Outlines plain = Outlines.ours(document, "DejaVuSans.ttf");
        Outlines bold = Outlines.ours(document, "DejaVuSans-Bold.ttf")) {
      return IntStream.range(0x80, 0x10000)
          .filter(letter -> plain.has(letter) && !bold.has(letter))
          .findFirst()
          .orElseThrow();
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
