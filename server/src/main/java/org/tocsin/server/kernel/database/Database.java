// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

/** Where the tables are: in the server that Tocsin runs itself, or in the operator's. */
sealed interface Database extends AutoCloseable {
  DatabaseAccess access();

  @Override
  void close();

  /** PostgreSQL as a child process, stopped on close. */
  record Embedded(EmbeddedPostgres server) implements Database {
    @Override
    public DatabaseAccess access() {
      return server.access();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** The operator's own, not ours to stop. */
  record External(DatabaseAccess access) implements Database {
    @Override
    public void close() {
      // Nothing is held: the pool has its own connections.
    }
  }
}
