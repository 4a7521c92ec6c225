// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.record.NoteKey;
import org.tocsin.server.kernel.database.DataFolder;

/**
 * The key that signs this desk's record: {@code keys/record.key} in the data folder, made at the
 * first start.
 *
 * <p>Whoever holds it can sign as the desk; whoever loses it can prove what was signed but sign
 * nothing more. Its name is the record's origin: setting {@code tocsin.record.origin}, read once.
 */
@Component
class RecordKey {

  private final NoteKey key;

  RecordKey(DataFolder data, @Value("${tocsin.record.origin:}") String origin) {
    Path file = data.folder("keys").resolve("record.key");
    try {
      this.key =
          Files.exists(file) ? NoteKey.parse(Files.readString(file).strip()) : make(file, origin);
    } catch (IOException e) {
      throw new UncheckedIOException("The key of the record cannot be read or made: " + file, e);
    }
  }

  NoteKey key() {
    return key;
  }

  private static NoteKey make(Path file, String origin) throws IOException {
    SecureRandom random = new SecureRandom();
    NoteKey made = NoteKey.generate(origin.isBlank() ? randomOrigin(random) : origin, random);
    Path draft = file.resolveSibling("record.key.new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, made.privateText() + "\n");
    return NoteKey.parse(
        Files.readString(Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE)).strip());
  }

  /** Two desks must never share an origin: without a name of its own it gets one of chance. */
  private static String randomOrigin(SecureRandom random) {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return "desk-" + HexFormat.of().formatHex(bytes) + ".invalid/record";
  }
}
