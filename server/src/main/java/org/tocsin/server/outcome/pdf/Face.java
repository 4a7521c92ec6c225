// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** One face of the font, for one file: how wide its letters are and which it has. */
final class Face implements AutoCloseable {

  private static final int BOX = '□';

  private final TrueTypeFont outlines;
  private final CmapLookup letters;
  final PDType0Font font;
  private final Set<Integer> missing = new HashSet<>();

  Face(PDDocument document, String resource) throws IOException {
    try (InputStream in = Face.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      outlines = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
    }
    // Joined letters of Latin ("fi" as one) would be lost to whoever copies or searches the text.
    outlines.setEnableGsub(false);
    letters = outlines.getUnicodeCmapLookup();
    font = PDType0Font.load(document, outlines, true);
  }

  /** The letters that were asked for and that it does not have. */
  Set<Integer> missing() {
    return missing;
  }

  /** The text with joined letters and boxes for letters that it has not; one line. */
  String usable(String text) {
    StringBuilder usable = new StringBuilder();
    Shaping.join(text)
        .codePoints()
        .forEach(letter -> {
          if (Character.isWhitespace(letter) || Character.isISOControl(letter)) {
            usable.append(' ');
          } else if (Character.getType(letter) == Character.FORMAT) {
            return; // Marks of direction and joining have done their work.
          } else if (letters.getGlyphId(letter) == 0) {
            missing.add(letter);
            usable.appendCodePoint(BOX);
          } else {
            usable.appendCodePoint(letter);
          }
        });
    return usable.toString().strip();
  }

  private float width(String text, float size) throws IOException {
    long units = 0;
    for (int letter : text.codePoints().toArray()) {
      units += outlines.getAdvanceWidth(letters.getGlyphId(letter));
    }
    return (float) units * size / outlines.getUnitsPerEm();
  }

  /** The text in lines of at most this width; a word that is longer than a line is cut. */
  List<String> lines(String text, float size, float width) throws IOException {
    String usable = usable(text);
    List<String> lines = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(usable);
    StringBuilder line = new StringBuilder();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      String piece = usable.substring(from, to);
      if (width((line + piece).stripTrailing(), size) <= width) {
        line.append(piece);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      for (int letter : piece.codePoints().toArray()) {
        String more = line + Character.toString(letter);
        if (!line.isEmpty() && width(more.stripTrailing(), size) > width) {
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
        }
        line.appendCodePoint(letter);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    outlines.close();
  }
}
