// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The random passwords of the embedded server's two roles, kept in files of mode 0600. */
final class Passwords {
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final int RANDOM_BYTES = 24;

  private final Path superuserFile;
  private final String superuser;
  private final String application;
  private final boolean applicationIsNew;

  /**
   * Reads the passwords, making those that are missing.
   *
   * @param clusterExists whether there is a database that already has a superuser's password
   */
  Passwords(Path home, boolean clusterExists) throws IOException {
    superuserFile = home.resolve("superuser.password");
    if (clusterExists && !Files.exists(superuserFile)) {
      throw new DatabaseUnavailableException(
          "The file "
              + superuserFile
              + " is missing, and without it the database beside it cannot be opened. Put it back from the backup of this data folder.");
    }
    superuser = readOrMake(superuserFile);
    Path applicationFile = home.resolve("tocsin.password");
    applicationIsNew = !clusterExists || !Files.exists(applicationFile);
    application = readOrMake(applicationFile);
  }

  String superuser() {
    return superuser;
  }

  Path superuserFile() {
    return superuserFile;
  }

  String application() {
    return application;
  }

  /** Whether the database does not know the application's password yet. */
  boolean applicationIsNew() {
    return applicationIsNew;
  }

  /** A copy of the superuser's password to be given to the user who runs initdb, then deleted. */
  Path copyForInitdb(Path home) throws IOException {
    Path copy = Files.createTempFile(home, "initdb", ".password", OWNER_ONLY);
    return Files.writeString(copy, superuser);
  }

  /** Written beside its place and renamed: a file cut short must not pass for a password. */
  private static String readOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[RANDOM_BYTES];
      new SecureRandom().nextBytes(random);
      Path unfinished = Files.createTempFile(file.getParent(), "new", ".password", OWNER_ONLY);
      Files.writeString(unfinished, Base64.getUrlEncoder().encodeToString(random));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }
}
