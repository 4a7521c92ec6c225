// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * Where a reader of watcher files puts what it could not take. Called on the reading thread, in the
 * order of the file.
 */
public interface ProblemSink {

  /**
   * The first line of a file that names its columns there, before anything is said of it.
   *
   * @param line its number, from 1
   * @param raw its bytes as read, without the line end; not to be changed
   */
  default void header(long line, byte[] raw) {}

  /** Something is wrong with a line. A line may have several problems. */
  void problem(LineProblem problem);

  /**
   * A line was refused, after all its problems were reported.
   *
   * @param line its number, from 1
   * @param id of whom it speaks, as far as that could be read; otherwise empty. Personal data like
   *     the line itself, and not checked
   * @param raw its bytes as read, without the line end; cut at the length limit
   */
  void rejected(long line, String id, byte[] raw);
}
