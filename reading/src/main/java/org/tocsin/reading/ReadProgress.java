// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Tells how far a run over many files is: a bar that moves on a terminal, a line for each tenth
 * elsewhere. Silent for few files.
 */
final class ReadProgress {
  private static final int FEW = 10;
  private static final int WIDTH = 30;
  private static final int STEPS = 200;

  private final PrintStream err;
  private final boolean terminal;
  private final int all;
  private int done;
  private int shown = -1;

  ReadProgress(PrintStream err, boolean terminal, int all) {
    this.err = err;
    this.terminal = terminal;
    this.all = all;
  }

  /** Whether the process's standard error is a terminal, as far as the system tells. */
  @SuppressWarnings("SystemConsoleNull") // the nullness checker holds that it may be null
  static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | InvalidPathException | UnsupportedOperationException notLinux) {
      return System.console() != null && System.console().isTerminal();
    }
  }

  /** One file more is done. */
  void step() {
    done++;
    if (all <= FEW) {
      return;
    }
    int steps = terminal ? STEPS : 10;
    int now = (int) ((long) done * steps / all);
    if (now == shown) {
      return;
    }
    shown = now;
    if (terminal) {
      int full = (int) ((long) done * WIDTH / all);
      err.print(
          "\r[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] %d of %d".formatted(done, all));
      err.flush();
    } else if (now > 0) {
      err.printf("tocsin read: %d of %d files%n", done, all);
    }
  }

  /** Makes room for a line of its own; the bar is drawn again with the next step. */
  void clear() {
    if (terminal && shown >= 0) {
      err.print("\r" + " ".repeat(WIDTH + 30) + "\r");
      err.flush();
      shown = -1;
    }
  }
}
