// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that come with Tocsin, unpacked once into a folder.
 *
 * <p>The folder's name carries the archive's checksum: a new archive gets a new folder, and a
 * folder under its final name is complete, because it is unpacked under another name and renamed.
 */
final class PostgresBinaries {
  /** Data made by another major version cannot be read by these programs. */
  static final String MAJOR_VERSION = "18";

  private static final String PREFIX = "programs-";

  private PostgresBinaries() {}

  /** The folder with {@code bin/postgres}, unpacked below {@code home} if it is not there yet. */
  static Path unpackedIn(Path home) throws IOException {
    URL archive = archive();
    URLConnection connection = archive.openConnection();
    Path folder = home.resolve(PREFIX + identity(connection));
    if (Files.isDirectory(folder)) {
      return folder;
    }
    removeOthers(home);
    Path unfinished = Files.createTempDirectory(home, PREFIX + "unfinished-");
    try (InputStream in = connection.getInputStream()) {
      unpack(in, unfinished);
    }
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    return folder;
  }

  private static URL archive() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String name =
        switch (machine) {
          case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
          case "aarch64" -> "/postgres-linux-arm_64.txz";
          default -> "";
        };
    URL url =
        name.isEmpty() || !system.contains("linux")
            ? null
            : PostgresBinaries.class.getResource(name);
    if (url == null) {
      throw new DatabaseUnavailableException(
          "Tocsin brings PostgreSQL for Linux on amd64 and arm64 only; this is "
              + system
              + " on "
              + machine
              + ". Run a PostgreSQL 18 of your own and start with --database URL");
    }
    return url;
  }

  /** Tells one archive from another without reading its 15 MB. */
  private static String identity(URLConnection connection) throws IOException {
    return connection instanceof JarURLConnection jar && jar.getJarEntry() != null
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toString(connection.getContentLengthLong());
  }

  /** Clears folders of earlier versions and of unpackings that were cut short. */
  private static void removeOthers(Path home) throws IOException {
    List<Path> others;
    try (Stream<Path> children = Files.list(home)) {
      others = children.filter(p -> p.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (Path other : others) {
      FileSystemUtils.deleteRecursively(other);
    }
  }

  private static void unpack(InputStream in, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("archive entry leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          makeReadable(target);
        } else {
          makeReadable(parent(target));
          write(tar, entry, target);
        }
      }
    }
  }

  private static void makeReadable(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      makeReadable(parent(directory));
      Files.createDirectory(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static Path parent(Path inside) throws IOException {
    Path parent = inside.getParent();
    if (parent == null) {
      throw new IOException("no folder above " + inside);
    }
    return parent;
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    boolean executable = (entry.getMode() & 0111) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
