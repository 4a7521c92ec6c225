// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.reading.Document;

/** The documents of {@code reading/eval}, one a row of {@code documents.tsv}. */
final class EvaluationSet {
  /** Nine names in sixteen are kept for the test. */
  private static final int TEST_OF_SIXTEEN = 9;

  private final Path folder;

  /** Whether rules may be made with a document, or only judged. */
  enum Half {
    DEV,
    TEST;

    /** What the first byte of the SHA-256 of a document's name decides, once for all. */
    static Half of(String name) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        return (hash[0] & 0xF) < TEST_OF_SIXTEEN ? TEST : DEV;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  /**
   * A document to be read.
   *
   * @param home ISO 3166-1 code of the country it was written for
   * @param style what sort of writing it is
   * @param half as the table says it
   */
  record Item(String name, Path file, ZonedDateTime date, String home, String style, Half half) {
    /** As a desk would hand it to the reader: with the date and the home country. */
    Document document() throws IOException {
      String type = file.toString().endsWith(".html") ? "text/html" : "text/plain";
      return Document.of(Files.readAllBytes(file), type).withDate(date).withHomeCountry(home);
    }
  }

  EvaluationSet(Path folder) {
    this.folder = folder;
  }

  /** Where annotations of one sort lie: {@code first}, {@code second} or {@code gold}. */
  Path annotations(String which) {
    return folder.resolve(which);
  }

  List<Item> items() throws IOException {
    List<Item> items = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("documents.tsv"))) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      if (cells.length != 6) {
        throw new IOException("documents.tsv: six cells expected in: " + line);
      }
      items.add(
          new Item(
              cells[0],
              folder.resolve(cells[1]),
              ZonedDateTime.parse(cells[2]),
              cells[3],
              cells[4],
              Half.valueOf(cells[5].toUpperCase(java.util.Locale.ROOT))));
    }
    return items;
  }
}
