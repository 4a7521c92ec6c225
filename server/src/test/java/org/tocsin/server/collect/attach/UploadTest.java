// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.kernel.Problem;

/** FEATURE UNDER TEST: files are taken by what they are, not by what they are called. */
class UploadTest {

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("x".getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static Problem refused(Upload... uploads) {
    Problem problem = catchThrowableOfType(Problem.class, () -> Upload.check(List.of(uploads)));
    assertThat(problem).isNotNull();
    return problem;
  }

  @ParameterizedTest(name = "{1} as {0}")
  @CsvSource({
    "a.pdf, %PDF-1.7, application/pdf",
    "a.JPG, ÿØÿà, image/jpeg",
    "a.gif, GIF89a, image/gif",
    "a.webp, RIFF....WEBP, image/webp",
    "a.wav, RIFF....WAVE, audio/wav",
    "a.mp4, ....ftypisom, video/mp4",
    "a.heic, ....ftypheic, image/heic",
    "a.ogg, OggS, audio/ogg",
    "a.mp3, ID3, audio/mpeg",
    "a.txt, They meet at noon., text/plain",
    "noending, %PDF-1.7, application/pdf"
  })
  void allowedTypesAreToldByTheirBytes(String name, String bytes, String type) {
    assertThat(Upload.check(List.of(new Upload(name, bytes.getBytes(ISO_8859_1)))))
        .singleElement()
        .satisfies(each -> assertThat(each.type().mediaType()).isEqualTo(type));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "run.exe, MZ\u0090",
    "run.txt, #!/bin/sh",
    "page.txt, <html><script>",
    "picture.svg, <svg xmlns='x'>",
    "elf.bin, \u007fELF",
    "picture.png, %PDF-1.7",
    "page.html, They meet at noon.",
    "letter.txt, {\\rtf1 hidden}",
    "old.doc, \u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
    "archive.zip, PK\u0003\u0004other"
  })
  void whatRunsOrLiesAboutItselfIsRefused(String name, String bytes) {
    Problem problem = refused(new Upload(name, bytes.getBytes(ISO_8859_1)));
    assertThat(problem.type().number()).isEqualTo("T1017");
    assertThat(problem.faults()).singleElement().extracting("where").isEqualTo("files[0]");
  }

  @Test
  void documentsAreTakenUnlessAProgramIsInThem() throws IOException {
    byte[] plain = zip("[Content_Types].xml", "word/document.xml");
    assertThat(Upload.check(List.of(new Upload("a.docx", plain)))).hasSize(1);
    refused(new Upload("a.docx", zip("evil.exe")));
  }

  private static String told(String name, byte[] bytes) {
    return refused(new Upload(name, bytes)).faults().getFirst().message();
  }

  private static byte[] document(String part, String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.putNextEntry(new ZipEntry(part));
      zip.write(text.getBytes(UTF_8));
      if (!part.startsWith("[")) {
        zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      }
    }
    return out.toByteArray();
  }

  @Test
  void whatRunsInADocumentIsFoundWhateverItIsCalled() throws IOException {
    String types = "[Content_Types].xml";
    assertThat(told("a.docx", zip(types, "word/document.xml", "word/vbaProject.bin")))
        .isEqualTo("holds macros");
    assertThat(
            told(
                "a.docx",
                document(types, "<Override PartName='/word/x.bin' ContentType='ms.vbaProject'/>")))
        .isEqualTo("holds macros");
    assertThat(told("a.xlsx", zip(types, "xl/workbook.xml", "xl/macrosheets/sheet1.xml")))
        .isEqualTo("holds macros");
    assertThat(told("a.pptx", zip(types, "ppt/embeddings/oleObject1.bin")))
        .isEqualTo("holds an object of another program");
    assertThat(told("a.docx", zip(types, "word/document.xml", "word/media/run.exe")))
        .isEqualTo("holds a program");
    assertThat(
            told(
                "a.docx",
                document(
                    "word/_rels/settings.xml.rels",
                    "<Relationship Type='x/attachedTemplate' TargetMode=\"External\"/>")))
        .isEqualTo("fetches a template when it is opened");
    assertThat(told("a.pdf", "%PDF-1.7 <</S /JavaScript /JS (x)>>".getBytes(UTF_8)))
        .isEqualTo("runs something when it is opened");
  }

  /** What one program sees of it is not what another sees. */
  @Test
  void aDocumentThatHidesPartsOfItselfIsRefused() throws IOException {
    byte[] plain = zip("[Content_Types].xml", "word/document.xml");
    byte[] cut = java.util.Arrays.copyOf(plain, plain.length - 30);
    assertThat(told("a.docx", cut)).isEqualTo("cannot be looked into");
  }

  @Test
  void sizeAndCountAreBoundedAndEveryFaultIsTold() {
    byte[] text = "x".getBytes(UTF_8);
    Problem problem =
        refused(new Upload("a.txt", new byte[0]), new Upload("b.exe", new byte[] {'M', 'Z', 0}));
    assertThat(problem.faults()).hasSize(2);
    refused(new Upload("a.txt", new byte[Upload.BYTES_MAX + 1]));
    refused(
        Collections.nCopies(Upload.FILES_MAX + 1, new Upload("a.txt", text))
            .toArray(Upload[]::new));
  }

  @Test
  void aNameIsOnlyItsLastPartWithoutWhatAHeaderOrAPageStumblesOver() {
    byte[] text = "x".getBytes(UTF_8);
    assertThat(Upload.check(List.of(new Upload("C:\\temp\\..\\a\"\r\n<b>\u202e.txt", text))))
        .singleElement()
        .extracting("name")
        .isEqualTo("ab.txt");
    assertThat(Upload.check(List.of(new Upload("", text))))
        .singleElement()
        .extracting("name")
        .isEqualTo("file.txt");
  }
}
