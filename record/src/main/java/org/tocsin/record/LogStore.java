// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.Optional;

/** Where the files of a record stand, by their paths in c2sp.org/tlog-tiles. */
interface LogStore {

  /** The whole file, if there is one. */
  Optional<byte[]> find(String path) throws IOException;

  /** Writes a file whole or not at all; it is sure to stay only after {@link #sync}. */
  void write(String path, byte[] bytes) throws IOException;

  /** Returns when every earlier write would outlive a power cut. */
  void sync() throws IOException;

  /** Removes the partial forms of a tile or bundle that is now full. */
  void deletePartials(String fullPath) throws IOException;
}
