// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** The command {@code tocsin read [--json] [--date DATE] FILE|-}. */
public final class ReadCommand {
  private ReadCommand() {}

  /**
   * Runs the command.
   *
   * @return 0 read; 1 the document cannot be read; 2 wrong usage; 3 we are broken
   */
  public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
    err.println("not read: " + args + in + out);
    return 3;
  }
}
