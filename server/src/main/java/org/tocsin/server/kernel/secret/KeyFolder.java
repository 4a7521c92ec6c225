// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.database.DataFolder;

/**
 * The folder {@code keys} of the data folder: one file a secret, readable by this server's user
 * alone, 32 random bytes in base64.
 *
 * <p>Several nodes on one database must have the same files. Whoever loses {@code master.key} can
 * read no watcher any more: back it up apart from the database. Thread-safe.
 */
@Component
public final class KeyFolder {

  /** The length of every secret. */
  public static final int KEY_BYTES = 32;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  /** The keys of this data folder. */
  KeyFolder(DataFolder data) {
    this.folder = data.folder("keys");
  }

  /**
   * The secret of this name, made when it is asked for the first time.
   *
   * @param name letters and dashes; the file is {@code NAME.key}
   */
  public byte[] key(String name) {
    Path file = folder.resolve(name + ".key");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      byte[] key =
          Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
      if (key.length != KEY_BYTES) {
        throw new IllegalStateException(
            "%s holds %d bytes; a key has %d. Restore it from the backup; do not make a new one, or what it sealed is lost."
                .formatted(file, key.length, KEY_BYTES));
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read or make the key " + file, e);
    }
  }

  /** Written beside and moved into place, so that a crash leaves a whole key or none. */
  private void make(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    Path fresh =
        Files.createTempFile(
            folder,
            "new",
            ".key",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n");
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another thread was first; its key counts.
      return;
    } catch (UnsupportedOperationException e) {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
