// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.frame.TimesTable;
import org.tocsin.reading.Document;
import org.tocsin.reading.Reader;

/**
 * How fast everything is read, findings and all: the texts of the corpora of places, one after
 * another on one thread. A sentence is what ends in a full stop, question or exclamation mark
 * before white space, so that the count does not hang on how the reader cuts.
 */
final class SpeedExam implements Exam {
  private static final int ROUNDS = 7;
  private static final int OPENINGS = 5;

  @Override
  public String name() {
    return "speed";
  }

  @Override
  public List<String> files() {
    return new PlacesExam().files();
  }

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    List<String> texts = new ArrayList<>();
    for (String name : List.of("LGL-dev", "GeoWebNews-dev")) {
      texts.addAll(PlaceCorpus.load(corpora, name, small).texts());
    }
    long sentences = texts.stream().mapToLong(SpeedExam::sentences).sum();
    List<Double> speeds = new ArrayList<>();
    for (int round = 0; round <= (small ? 1 : ROUNDS); round++) {
      long from = processorNanos();
      for (String text : texts) {
        reader.read(Document.text(text));
      }
      double seconds = Math.max(1e-3, (processorNanos() - from) / 1e9);
      if (round > 0) { // the first warms up
        speeds.add(sentences / seconds);
      }
    }
    List<Double> openings = new ArrayList<>();
    List<Double> heaps = new ArrayList<>();
    for (int i = 0; i < (small ? 1 : OPENINGS); i++) {
      double before = usedMegabytes();
      long from = System.nanoTime();
      Reader opened = Reader.open();
      openings.add((System.nanoTime() - from) / 1e6);
      heaps.add(usedMegabytes() - before);
      opened.read(Document.text(texts.getFirst())); // keeps it alive until it was weighed
    }
    String what =
        "%d documents, %,d sentences, everything read; processor time of one thread"
            .formatted(texts.size(), sentences);
    List<TimesTable.Row> rows = new ArrayList<>();
    rows.add(new TimesTable.Row("sentences a second of a core", "1/s", speeds));
    rows.add(new TimesTable.Row("opening another reader", "ms", openings));
    rows.add(new TimesTable.Row("heap that it keeps", "MB", heaps));
    rows.addAll(OpenOnce.rows(small ? 1 : OPENINGS));
    return List.of(new TimesTable("speed", what, rows));
  }

  static long sentences(String text) {
    long count = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean mark = ".?!".indexOf(text.charAt(i)) >= 0;
      if (mark && (i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1)))) {
        count++;
      }
    }
    return count;
  }

  private static long processorNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadCpuTime();
  }

  @SuppressWarnings("SystemGc") // what is weighed is what is left
  private static double usedMegabytes() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
  }
}
