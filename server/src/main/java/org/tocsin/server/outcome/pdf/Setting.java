// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;

/** Sets blocks on pages, each with the element that says what it is. */
final class Setting {

  private static final float TEXT = 10;
  private static final float SMALL = 8.5f;
  private static final float LEAD = 11.5f;
  private static final float BLACK = 0;
  private static final float GREY = 0.3f;
  private static final float MARK = 118;
  private static final float BULLET = 14;
  private static final float GAP = 10;

  private final Sheets sheets;

  Setting(Sheets sheets) {
    this.sheets = sheets;
  }

  void set(List<Block> blocks) throws IOException {
    for (Block block : blocks) {
      switch (block) {
        case Block.Heading heading -> heading(heading);
        case Block.Paragraph paragraph -> paragraph(paragraph);
        case Block.Points points -> points(points);
        case Block.Table table -> table(table);
      }
    }
  }

  private void heading(Block.Heading heading) throws IOException {
    float size =
        switch (heading.level()) {
          case 1 -> 18;
          case 2 -> 13.5f;
          default -> 11;
        };
    List<String> lines = sheets.bold.lines(heading.words(), size, Sheets.WIDTH);
    sheets.space(heading.level() == 1 ? 0 : size * 0.9f);
    sheets.need(Sheets.height(lines.size(), size) + 40); // A heading never ends a page.
    if (heading.level() <= 2) {
      sheets.bookmark(heading.words());
    }
    PDStructureElement element =
        sheets.tags.add(sheets.tags.whole(), "H" + Math.clamp(heading.level(), 1, 3));
    sheets.draw(element, sheets.bold, size, BLACK, Sheets.LEFT, lines);
    sheets.space(size * 0.3f);
  }

  private void paragraph(Block.Paragraph paragraph) throws IOException {
    float size = paragraph.lead() ? LEAD : TEXT;
    sheets.draw(
        sheets.tags.add(sheets.tags.whole(), "P"),
        sheets.plain,
        size,
        BLACK,
        Sheets.LEFT,
        sheets.plain.lines(paragraph.words(), size, Sheets.WIDTH));
    sheets.space(size * 0.5f);
  }

  private void points(Block.Points points) throws IOException {
    PDStructureElement list = sheets.tags.add(sheets.tags.whole(), "L");
    for (Block.Point point : points.points()) {
      point(list, point);
    }
    sheets.space(TEXT * 0.4f);
  }

  private void point(PDStructureElement list, Block.Point point) throws IOException {
    boolean bullet = point.mark().isEmpty();
    float indent = bullet ? BULLET : MARK;
    float x = Sheets.LEFT + indent;
    float width = Sheets.WIDTH - indent;
    List<String> mark = bullet ? List.of("•") : sheets.plain.lines(point.mark(), SMALL, MARK - GAP);
    List<String> words = sheets.plain.lines(point.words(), TEXT, width);
    List<String> detail = sheets.plain.lines(point.detail(), SMALL, width);
    float height =
        Sheets.height(words.size(), TEXT)
            + Sheets.height(detail.size() + (point.link().isPresent() ? 1 : 0), SMALL);
    sheets.need(Math.max(height, Sheets.height(mark.size(), SMALL)));
    float top = sheets.y();
    PDStructureElement item = sheets.tags.add(list, "LI");
    sheets.draw(
        sheets.tags.add(item, "Lbl"),
        sheets.plain,
        bullet ? TEXT : SMALL,
        bullet ? BLACK : GREY,
        Sheets.LEFT,
        mark);
    float marked = sheets.y();
    sheets.to(top);
    var page = sheets.page();
    PDStructureElement body = sheets.tags.add(item, "LBody");
    sheets.draw(sheets.tags.add(body, "P"), sheets.plain, TEXT, BLACK, x, words);
    if (!detail.isEmpty()) {
      sheets.draw(sheets.tags.add(body, "P"), sheets.plain, SMALL, GREY, x, detail);
    }
    if (point.link().isPresent()) {
      link(body, point.link().get(), x);
    }
    if (sheets.page().equals(page)) {
      sheets.to(Math.min(sheets.y(), marked));
    }
    sheets.space(TEXT * 0.35f);
  }

  private void link(PDStructureElement body, Block.Link link, float x) throws IOException {
    Optional<URI> to = link.to();
    sheets.need(Sheets.height(1, SMALL));
    float top = sheets.y();
    PDStructureElement element = sheets.tags.add(body, to.isPresent() ? "Link" : "P");
    sheets.draw(element, sheets.bold, SMALL, GREY, x, sheets.bold.lines(link.words(), SMALL, 200));
    if (to.isPresent()) {
      sheets.press(element, x, 90, top, to.get());
    }
  }

  private void table(Block.Table table) throws IOException {
    PDStructureElement whole = sheets.tags.add(sheets.tags.whole(), "Table");
    row(whole, "TH", sheets.bold, table.head(), table.shares());
    for (List<String> row : table.rows()) {
      row(whole, "TD", sheets.plain, row, table.shares());
    }
    sheets.space(TEXT * 0.6f);
  }

  private void row(
      PDStructureElement table, String kind, Face face, List<String> cells, List<Float> shares)
      throws IOException {
    int most = 1;
    for (int i = 0; i < cells.size(); i++) {
      most = Math.max(most, face.lines(cells.get(i), SMALL, width(shares, i)).size());
    }
    sheets.need(Sheets.height(most, SMALL) + 4);
    float top = sheets.y();
    float lowest = top;
    PDStructureElement row = sheets.tags.add(table, "TR");
    float x = Sheets.LEFT;
    for (int i = 0; i < cells.size(); i++) {
      PDStructureElement cell = sheets.tags.add(row, kind);
      if (kind.equals("TH")) {
        PDTableAttributeObject scope = new PDTableAttributeObject();
        scope.setScope(PDTableAttributeObject.SCOPE_COLUMN);
        cell.addAttribute(scope);
      }
      sheets.to(top);
      sheets.draw(cell, face, SMALL, BLACK, x, face.lines(cells.get(i), SMALL, width(shares, i)));
      lowest = Math.min(lowest, sheets.y());
      x += shares.get(i) * Sheets.WIDTH;
    }
    sheets.to(lowest - 2);
    sheets.rule(Sheets.LEFT, Sheets.WIDTH);
    sheets.space(2);
  }

  private static float width(List<Float> shares, int column) {
    return shares.get(column) * Sheets.WIDTH - GAP;
  }
}
