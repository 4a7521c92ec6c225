// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.Optional;

/**
 * Where the files of a record stand, by their paths in c2sp.org/tlog-tiles.
 *
 * <p>Tiles and bundles are written once and never change; the checkpoint is what makes them part of
 * the record. So there is one step that counts, {@link #commit}: before it nobody needs what was
 * written, after it everything outlives a power cut.
 */
interface LogStore {

  /** The whole file as of the last commit, if there is one. */
  Optional<byte[]> find(String path) throws IOException;

  /**
   * Makes durable what {@link #find} shows of a writer that may have been killed in the middle of
   * {@link #commit}; called before anybody is told that it is there.
   */
  default void forceFound() throws IOException {}

  /**
   * Says that about so many files will be prepared for the next commit, before the first of them,
   * so that a store can choose how to make them durable. Nothing depends on the number's being
   * right.
   */
  default void expect(long files) throws IOException {}

  /** Prepares a file for the next commit; until then it may or may not be found. */
  void write(String path, byte[] bytes) throws IOException;

  /**
   * Makes all that was prepared durable and then puts this file, which may replace an older one, in
   * its place: whole or not at all. After an exception either may have happened; open anew to see.
   *
   * @throws RecordException if another writer committed meanwhile; then nothing has happened
   */
  void commit(String path, byte[] bytes) throws IOException;

  /**
   * Gives up what was prepared, after a failure between: when this returns nothing of it is under
   * way any more. The next opening sees what was committed last.
   */
  default void abandon() {}

  /** Removes the partial forms of a tile or bundle that is now full, if the store can. */
  void deletePartials(String fullPath) throws IOException;
}
