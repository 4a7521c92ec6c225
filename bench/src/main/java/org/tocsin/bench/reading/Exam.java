// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.tocsin.bench.frame.Table;
import org.tocsin.reading.Reader;

/** One question put to the reader over corpora with answers; it gives one table or several. */
interface Exam {
  /** What is asked, in a word: {@code places}. */
  String name();

  /** The files of the corpora it needs, as {@link Corpora#file} names them. */
  List<String> files();

  /**
   * Lets the reader answer, and scores it.
   *
   * @param corpora holds all of {@link #files}
   * @param small whether a few documents will do, to show that it still works
   */
  List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException;
}
