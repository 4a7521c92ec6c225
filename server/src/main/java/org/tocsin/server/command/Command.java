// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** One word of the command line. */
@FunctionalInterface
interface Command {

  /**
   * Does it.
   *
   * @param arguments what follows the command's name
   * @return an exit code, see {@link Exit}
   * @throws UsageException if the arguments are wrong
   * @throws IOException if a named file or stream cannot be read
   */
  int run(List<String> arguments, Streams streams) throws IOException;

  /** Where a command reads and writes; in UTF-8 whatever the locale. */
  record Streams(InputStream in, PrintStream out, PrintStream err) {}
}
