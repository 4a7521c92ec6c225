// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The folder with everything this server keeps outside a database of the operator's own: the
 * embedded database, logs, keys, record tiles. Setting: {@code tocsin.data}, default {@code data}
 * in the working directory.
 *
 * <p>One Tocsin at a time uses a data folder; {@link DataFolderLock} sees to it. A part that keeps
 * files there takes its own sub-folder with {@link #folder}.
 *
 * @param data the folder, absolute; it need not exist yet
 */
@ConfigurationProperties("tocsin")
public record DataFolder(Path data) {

  // Passable by others, listable by nobody: as root the database runs as another user, who must
  // reach his own sub-folder through this one.
  private static final String PASSABLE = "rwx--x--x";

  private static final String PRIVATE = "rwx------";

  public DataFolder(Path data) {
    this.data = data.toAbsolutePath().normalize();
  }

  /** The sub-folder {@code name}, made private to this server's user if it does not exist. */
  public Path folder(String name) {
    Path folder = data.resolve(name);
    make(data, PASSABLE);
    make(folder, PRIVATE);
    return folder;
  }

  /** The sub-folder of the embedded database, which another user may pass through. */
  Path postgres() {
    Path folder = data.resolve("postgres");
    make(data, PASSABLE);
    make(folder, PASSABLE);
    return folder;
  }

  private static void make(Path folder, String permissions) {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      if (folder.getParent() != null) {
        Files.createDirectories(folder.getParent());
      }
      Files.createDirectory(folder);
      // Set apart from the creation, which would let the umask take bits away.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot make the folder "
              + folder
              + "; give its parent to the user who runs Tocsin, or name another with --data DIR",
          e);
    }
  }
}
