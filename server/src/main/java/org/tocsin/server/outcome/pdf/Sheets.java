// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/**
 * The pages of a file and the place on them where the next line goes. Lengths are in points, a
 * seventy-second of an inch, from the lower left corner.
 */
final class Sheets {

  static final float LEFT = 56;
  static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;

  private static final float TOP = PDRectangle.A4.getHeight() - 64;
  private static final float BOTTOM = 60;
  private static final float LEADING = 1.4f;

  final Face plain;
  final Face bold;
  final Tags tags;

  private final PDDocument document;
  private final PDDocumentOutline outline = new PDDocumentOutline();
  private PDPage page;
  private PDPageContentStream out;
  private float y = TOP;

  Sheets(PDDocument document, Face plain, Face bold) throws IOException {
    this.document = document;
    this.plain = plain;
    this.bold = bold;
    this.tags = new Tags(document);
    document.getDocumentCatalog().setDocumentOutline(outline);
    this.page = added(document, tags);
    this.out = new PDPageContentStream(document, page);
  }

  private static PDPage added(PDDocument document, Tags tags) {
    PDPage page = new PDPage(PDRectangle.A4);
    page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
    document.addPage(page);
    tags.page(page);
    return page;
  }

  private void turn() throws IOException {
    out.close();
    page = added(document, tags);
    out = new PDPageContentStream(document, page);
    y = TOP;
  }

  /** Where the next line's upper edge is. */
  float y() {
    return y;
  }

  void to(float height) {
    y = height;
  }

  void space(float height) {
    y -= height;
  }

  PDPage page() {
    return page;
  }

  /** Goes to a new page when less than this is left of the present one. */
  void need(float height) throws IOException {
    if (y - Math.min(height, TOP - BOTTOM) < BOTTOM) {
      turn();
    }
  }

  static float height(int lines, float size) {
    return lines * size * LEADING;
  }

  /** Draws these lines of an element one under the other, over as many pages as it takes. */
  void draw(
      PDStructureElement element, Face face, float size, float grey, float x, List<String> lines)
      throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    need(height(1, size));
    begin(element);
    for (String line : lines) {
      if (y - height(1, size) < BOTTOM) {
        out.endMarkedContent();
        turn();
        begin(element);
      }
      y -= height(1, size);
      line(face, size, grey, x, y + size * (LEADING - 1) / 2 + size * 0.22f, line);
    }
    out.endMarkedContent();
  }

  private void begin(PDStructureElement element) throws IOException {
    out.beginMarkedContent(
        COSName.getPDFName(element.getStructureType()), tags.draws(element, page));
  }

  private void line(Face face, float size, float grey, float x, float base, String line)
      throws IOException {
    boolean differs = face.differs(line);
    if (differs) {
      COSDictionary properties = new COSDictionary();
      properties.setString(COSName.ACTUAL_TEXT, Face.written(line));
      out.beginMarkedContent(COSName.getPDFName("Span"), PDPropertyList.create(properties));
    }
    out.beginText();
    out.setNonStrokingColor(grey);
    out.newLineAtOffset(x, base);
    for (Face.Run run : face.runs(Shaping.visual(line))) {
      out.setFont(run.font(), size);
      out.showText(run.text());
    }
    out.endText();
    if (differs) {
      out.endMarkedContent();
    }
  }

  /** A hair line across the page that means nothing. */
  void rule(float x, float width) throws IOException {
    out.beginMarkedContent(COSName.ARTIFACT);
    out.setStrokingColor(0.75f);
    out.setLineWidth(0.5f);
    out.moveTo(x, y);
    out.lineTo(x + width, y);
    out.stroke();
    out.endMarkedContent();
  }

  /** Lets the area between the present line and this height lead somewhere. */
  void press(PDStructureElement element, float x, float width, float from, URI to)
      throws IOException {
    PDAnnotationLink field = new PDAnnotationLink();
    field.setRectangle(new PDRectangle(x, y, width, from - y));
    PDBorderStyleDictionary none = new PDBorderStyleDictionary();
    none.setWidth(0);
    field.setBorderStyle(none);
    field.setContents(to.toString());
    PDActionURI action = new PDActionURI();
    action.setURI(to.toString());
    field.setAction(action);
    page.getAnnotations().add(field);
    tags.pressed(element, page, field);
  }

  /** A line of the file's table of contents that leads here. */
  void bookmark(String words) {
    PDPageXYZDestination here = new PDPageXYZDestination();
    here.setPage(page);
    here.setTop((int) y);
    PDOutlineItem item = new PDOutlineItem();
    item.setTitle(words);
    item.setDestination(here);
    outline.addLast(item);
  }

  /** Writes head and number on each page and closes the structure. */
  void finish(String head, String title) throws IOException {
    out.close();
    int count = document.getNumberOfPages();
    for (int i = 0; i < count; i++) {
      PDPage each = document.getPage(i);
      try (PDPageContentStream over =
          new PDPageContentStream(
              document, each, PDPageContentStream.AppendMode.APPEND, true, true)) {
        over.beginMarkedContent(COSName.ARTIFACT);
        PDPageContentStream kept = out;
        out = over;
        List<String> name = plain.lines(title, 8, WIDTH - 140);
        line(bold, 9, 0, LEFT, TOP + 24, bold.usable(head));
        line(plain, 8, 0.35f, LEFT, BOTTOM - 26, name.isEmpty() ? "" : name.getFirst());
        line(
            plain,
            8,
            0.35f,
            LEFT + WIDTH - 70,
            BOTTOM - 26,
            "page %d of %d".formatted(i + 1, count));
        out = kept;
        over.endMarkedContent();
      }
    }
    tags.finish();
  }
}
