// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The outlines of one font, for one file: which letters it has and how wide they are. */
final class Outlines implements AutoCloseable {

  private final TrueTypeFont font;
  private final CmapLookup letters;
  private final boolean ours;
  final PDType0Font embedded;

  private Outlines(PDDocument document, byte[] bytes, boolean ours) throws IOException {
    font = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
    this.ours = ours;
    // Joined letters of Latin ("fi" as one) would be lost to whoever copies or searches the text.
    // Fonts of others are for writing that cannot do without joining.
    font.setEnableGsub(!ours);
    try {
      letters = font.getUnicodeCmapLookup();
      embedded = PDType0Font.load(document, font, true);
    } catch (IOException | RuntimeException e) {
      font.close();
      throw e;
    }
  }

  /** Outlines that ship with the program. */
  static Outlines ours(PDDocument document, String resource) throws IOException {
    try (InputStream in = Outlines.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new Outlines(document, in.readAllBytes(), true);
    }
  }

  /** Outlines from a TrueType file that the operator named. */
  static Outlines named(PDDocument document, Path file) throws IOException {
    return new Outlines(document, Files.readAllBytes(file), false);
  }

  /** Whether it ships with the program. */
  boolean isOurs() {
    return ours;
  }

  boolean has(int letter) {
    return letters.getGlyphId(letter) != 0;
  }

  /** In thousandths of the size. */
  float width(int letter) throws IOException {
    return 1000f * font.getAdvanceWidth(letters.getGlyphId(letter)) / font.getUnitsPerEm();
  }

  @Override
  public void close() throws IOException {
    font.close();
  }
}
