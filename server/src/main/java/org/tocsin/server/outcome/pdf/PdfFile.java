// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes texts as PDF files. Thread-safe. */
public final class PdfFile {

  private static final Logger log = LoggerFactory.getLogger(PdfFile.class);

  private PdfFile() {}

  /**
   * What a file is about.
   *
   * @param title its title, also for the window that shows it
   * @param language the language of its own words, for example {@code en}
   * @param head what stands on top of each page: the marking; may be empty
   * @param at the time for which it was written; it dates the file
   */
  public record About(String title, String language, String head, Instant at) {}

  /** The bytes of the file; the same for the same text and time. */
  public static byte[] write(About about, List<Block> blocks) {
    return write(about, blocks, List.of());
  }

  /**
   * The same with more fonts.
   *
   * @param fonts TrueType files for letters that the program's own fonts do not have, the first
   *     that has one draws it; one that cannot be used is left out, and the log says why
   */
  public static byte[] write(About about, List<Block> blocks, List<Path> fonts) {
    try {
      return whole(about, blocks, fonts);
    } catch (IOException | RuntimeException e) {
      // A font that forbids to take a part of it says so only when the file is saved.
      if (fonts.isEmpty()) {
        throw e instanceof RuntimeException own
            ? own
            : new UncheckedIOException("the PDF could not be written", (IOException) e);
      }
      log.error("a PDF could not be written with the fonts that are named: fonts={}", fonts, e);
      return write(about, blocks, List.of());
    }
  }

  private static byte[] whole(About about, List<Block> blocks, List<Path> fonts)
      throws IOException {
    List<Outlines> opened = new ArrayList<>();
    try (PDDocument document = new PDDocument()) {
      Outlines plain = Outlines.ours(document, "DejaVuSans.ttf");
      opened.add(plain);
      Outlines bold = Outlines.ours(document, "DejaVuSans-Bold.ttf");
      opened.add(bold);
      for (Path font : fonts) {
        try {
          opened.add(Outlines.named(document, font));
        } catch (IOException e) {
          log.error("a font cannot be used for PDF files: font={}", font, e);
        }
      }
      List<Outlines> more = opened.subList(2, opened.size());
      Face text = new Face(together(List.of(plain), more));
      describe(document, about);
      Sheets sheets = new Sheets(document, text, new Face(together(List.of(bold, plain), more)));
      new Setting(sheets).set(withNotice(blocks, text));
      sheets.finish(about.head(), about.title());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      // Without object streams, the order of the objects is that in which they were made.
      document.save(out, CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    } finally {
      for (Outlines each : opened) {
        each.close();
      }
    }
  }

  private static List<Outlines> together(List<Outlines> ours, List<Outlines> more) {
    List<Outlines> all = new ArrayList<>(ours);
    all.addAll(more);
    return all;
  }

  /** Says before everything else but the title that some letters stand as numbers. */
  private static List<Block> withNotice(List<Block> blocks, Face text) {
    Set<Integer> lacking = new TreeSet<>();
    blocks.forEach(block -> words(block).forEach(each -> lacking.addAll(text.lacking(each))));
    if (lacking.isEmpty()) {
      return blocks;
    }
    int after = blocks.getFirst() instanceof Block.Heading ? 1 : 0;
    List<Block> noticed = new ArrayList<>(blocks);
    noticed.add(
        after,
        new Block.Paragraph(
            ("This file has no shape for %d %s of the text. Where one belongs stands its Unicode"
                    + " number in square brackets, like %s; the page of the reckoning shows the"
                    + " letters themselves, and so does the text when it is copied or read aloud.")
                .formatted(
                    lacking.size(),
                    lacking.size() == 1 ? "letter" : "letters",
                    String.format(Locale.ROOT, "U+%04X", lacking.iterator().next())),
            false));
    return noticed;
  }

  private static List<String> words(Block block) {
    return switch (block) {
      case Block.Heading heading -> List.of(heading.words());
      case Block.Paragraph paragraph -> List.of(paragraph.words());
      case Block.Points points ->
          points.points().stream()
              .flatMap(each -> Stream.of(each.mark(), each.words(), each.detail()))
              .toList();
      case Block.Table table ->
          Stream.concat(table.head().stream(), table.rows().stream().flatMap(List::stream))
              .toList();
    };
  }

  private static void describe(PDDocument document, About about) throws IOException {
    document.setVersion(1.7f);
    document.setDocumentId(about.at().toEpochMilli());
    GregorianCalendar at =
        GregorianCalendar.from(ZonedDateTime.ofInstant(about.at(), ZoneOffset.UTC));
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(about.title());
    information.setProducer("Tocsin");
    information.setCreationDate(at);
    information.setModificationDate(at);
    document.setDocumentInformation(information);
    document.getDocumentCatalog().setLanguage(about.language());
    PDViewerPreferences shown = new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
    shown.setDisplayDocTitle(true);
    document.getDocumentCatalog().setViewerPreferences(shown);
    PDMetadata metadata =
        new PDMetadata(
            document, new ByteArrayInputStream(xmp(about).getBytes(StandardCharsets.UTF_8)));
    metadata.getCOSObject().setItem(COSName.SUBTYPE, COSName.getPDFName("XML"));
    document.getDocumentCatalog().setMetadata(metadata);
  }

  private static String xmp(About about) {
    return """
    <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
    <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
    <dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
    <xmp:CreateDate>%s</xmp:CreateDate><pdf:Producer>Tocsin</pdf:Producer>
    </rdf:Description></rdf:RDF></x:xmpmeta>
    <?xpacket end="r"?>
    """
        .formatted(escaped(about.title()), escaped(about.language()), about.at());
  }

  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
