// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tocsin.bench.reading.roles.RoleTrainer;
import org.tocsin.reading.tagger.Weights;

/**
 * {@code ./tocsin bench reading train FILE}: trains the tagger of roles on MUC-4's train part and
 * writes its weights, the same bytes each time. They are for measuring only: the texts are not
 * ours.
 */
public final class TrainCommand {
  private TrainCommand() {}

  /** Whether these words ask for it. */
  public static boolean isMeant(List<String> words) {
    return words.size() >= 2 && words.getFirst().equals("reading") && words.get(1).equals("train");
  }

  /**
   * Trains and writes.
   *
   * @return the exit code: 0 well, 1 failed, 2 not understood
   */
  public static int run(List<String> words, Path home, PrintStream out, PrintStream err) {
    if (words.size() != 3) {
      err.println("usage: tocsin bench reading train FILE");
      return 2;
    }
    Path file = Path.of(words.get(2));
    Corpora corpora = Corpora.beside(home);
    if (!corpora.missing(List.of(RolesExam.TRAIN)).isEmpty()) {
      err.printf(
          "tocsin bench reading train: %s is not in %s; name the folder of the corpora with"
              + " -Dtocsin.corpora=FOLDER in TOCSIN_JAVA_OPTIONS%n",
          RolesExam.TRAIN, corpora.folder());
      return 1;
    }
    try (OutputStream to = Files.newOutputStream(file)) {
      Weights weights = RoleTrainer.train(RolesExam.load(corpora, RolesExam.TRAIN), RolesExam.SEED);
      weights.write(to);
    } catch (IOException e) {
      err.println("tocsin bench reading train: failed: " + e.getMessage());
      return 1;
    }
    out.println("Weights for measuring, not for passing on: " + file);
    return 0;
  }
}
