// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom the PostgreSQL programs run, as words to put before their command line.
 *
 * <p>PostgreSQL refuses to run as root. Started as root, Tocsin therefore lets it run as the user
 * {@code nobody} or whoever else owns its files already; where that user cannot reach the folder
 * (below {@code /root}), as an unmapped user of a new user namespace, which leaves the files with
 * root and drops root's powers.
 *
 * @param prefix words before the program
 * @param ownerId numeric owner that the database's files must have, or -1 to leave them
 */
record PostgresUser(List<String> prefix, int ownerId) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;

  /**
   * Chooses for programs in {@code programs} and the cluster {@code cluster}, which may not exist
   * yet.
   */
  static PostgresUser choose(Path programs, Path cluster) throws IOException {
    int self = owner(Path.of("/proc/self"));
    boolean exists = Files.exists(cluster.resolve("PG_VERSION"));
    if (self != ROOT) {
      if (exists && owner(cluster) != self) {
        throw new DatabaseUnavailableException(
            "The database in %s belongs to user number %d, and Tocsin runs as %d. Start it as that user or as root, or run: chown -R %d %s"
                .formatted(cluster, owner(cluster), self, self, cluster));
      }
      return new PostgresUser(List.of(), -1);
    }
    int owner = exists ? owner(cluster) : NOBODY;
    PostgresUser other = become(owner);
    if (owner != ROOT && other.canRun(programs) && other.canPass(cluster)) {
      return other;
    }
    PostgresUser unmapped = new PostgresUser(List.of("unshare", "--user"), -1);
    if ((!exists || owner == ROOT) && unmapped.canRun(programs) && unmapped.canPass(cluster)) {
      return unmapped;
    }
    throw new DatabaseUnavailableException(
        """
        PostgreSQL does not run as root, and Tocsin, started as root, could not run it as user number %d: \
        that user must be able to reach %s, and setpriv or unshare (package util-linux) must be allowed. \
        Start Tocsin as an ordinary user, use a data folder that others may pass through (--data DIR), \
        or use a PostgreSQL of your own (--database URL).\
        """
            .formatted(owner, cluster.getParent()));
  }

  private static PostgresUser become(int id) {
    return new PostgresUser(
        List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--no-new-privs"),
        id);
  }

  private boolean canRun(Path programs) throws IOException {
    return succeeds(programs.resolve("bin/postgres").toString(), List.of("--version"));
  }

  /** Whether this user reaches the cluster's home, which may lie elsewhere than the programs. */
  private boolean canPass(Path cluster) throws IOException {
    Path home = cluster.getParent();
    return home != null && succeeds("test", List.of("-x", home.toString()));
  }

  private boolean succeeds(String program, List<String> arguments) throws IOException {
    try {
      return new ProcessBuilder(command(program, arguments))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while trying to run " + program, e);
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  /** Gives a file to the user, where it has to be given. */
  void give(Path file) throws IOException {
    if (ownerId >= 0) {
      Files.setAttribute(file, "unix:uid", ownerId);
      Files.setAttribute(file, "unix:gid", ownerId);
    }
  }

  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program);
    command.addAll(arguments);
    return command;
  }

  private static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
