// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** Writes texts as PDF files. Thread-safe. */
public final class PdfFile {

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
    try (PDDocument document = new PDDocument();
        Face plain = new Face(document, "DejaVuSans.ttf");
        Face bold = new Face(document, "DejaVuSans-Bold.ttf")) {
      describe(document, about);
      Sheets sheets = new Sheets(document, plain, bold);
      new Setting(sheets).set(blocks);
      Set<Integer> all = new HashSet<>(plain.missing());
      all.addAll(bold.missing());
      int missing = all.size();
      if (missing > 0) {
        new Setting(sheets)
            .set(
                List.of(
                    new Block.Paragraph(
                        ("This file has no shape for %d %s of the text and shows □ instead. The page"
                                + " of the reckoning shows them.")
                            .formatted(missing, missing == 1 ? "letter" : "different letters"),
                        false)));
      }
      sheets.finish(about.head(), about.title());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      // Without object streams, the order of the objects is that in which they were made.
      document.save(out, CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("the PDF could not be written", e);
    }
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
