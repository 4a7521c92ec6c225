// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of our own for a while. */
public final class Folders {
  private Folders() {}

  /** Passable, so that PostgreSQL reaches its own folder when we run as root. */
  public static Path create() throws IOException {
    return Files.createTempDirectory(
        "tocsin-bench-",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
  }

  /** Deletes it with all that is in it. */
  public static void delete(Path folder) throws IOException {
    List<Path> inner;
    try (Stream<Path> all = Files.walk(folder)) {
      inner = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inner) {
      Files.deleteIfExists(path);
    }
  }
}
