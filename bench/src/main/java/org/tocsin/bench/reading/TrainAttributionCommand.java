// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tocsin.reading.tagger.Weights;

/**
 * {@code ./tocsin bench reading train-attribution FILE}: trains the tagger of who says what on our
 * own texts and writes the weights that ship, the same bytes each time.
 */
public final class TrainAttributionCommand {
  private static final String TEXTS = "reading/train/attribution";
  private static final int BITS = 17;

  private TrainAttributionCommand() {}

  /** Whether these words ask for it. */
  public static boolean isMeant(List<String> words) {
    return words.size() >= 2
        && words.getFirst().equals("reading")
        && words.get(1).equals("train-attribution");
  }

  /**
   * Trains and writes.
   *
   * @return the exit code: 0 well, 1 failed, 2 not understood
   */
  public static int run(List<String> words, Path home, PrintStream out, PrintStream err) {
    if (words.size() != 3) {
      err.println("usage: tocsin bench reading train-attribution FILE");
      return 2;
    }
    Path file = Path.of(words.get(2));
    try {
      Weights weights = train(home);
      try (OutputStream to = Files.newOutputStream(file)) {
        weights.write(to);
      }
    } catch (IOException | IllegalArgumentException e) {
      err.println("tocsin bench reading train-attribution: failed: " + e.getMessage());
      return 1;
    }
    out.println("Weights of the tagger of who says what: " + file);
    return 0;
  }

  /** The weights that our own texts teach. */
  static Weights train(Path home) throws IOException {
    return AttributionTrainer.train(
        AttributionTexts.load(home.resolve(TEXTS)), BITS, AttributionExam.SEED);
  }
}
