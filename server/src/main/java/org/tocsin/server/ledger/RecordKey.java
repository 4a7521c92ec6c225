// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
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
 *
 * <p>With {@code tocsin.record.key-passphrase-file} it lies under that passphrase: a thief of the
 * folder or of a backup cannot sign. A key that lay open is sealed at the next start.
 */
@Component
class RecordKey {

  private final NoteKey key;

  RecordKey(
      DataFolder data,
      @Value("${tocsin.record.origin:}") String origin,
      @Value("${tocsin.record.key-passphrase-file:}") String passphraseFile) {
    Path file = data.folder("keys").resolve("record.key");
    try {
      Optional<char[]> passphrase = passphrase(passphraseFile);
      this.key = Files.exists(file) ? read(file, passphrase) : make(file, origin, passphrase);
    } catch (IOException e) {
      throw new UncheckedIOException("The key of the record cannot be read or made: " + file, e);
    }
  }

  NoteKey key() {
    return key;
  }

  private static Optional<char[]> passphrase(String file) throws IOException {
    if (file.isBlank()) {
      return Optional.empty();
    }
    String text = Files.readString(Path.of(file)).strip();
    if (text.isEmpty()) {
      throw LedgerProblem.KEY_SEALED.because("the file of the passphrase is empty: " + file);
    }
    return Optional.of(text.toCharArray());
  }

  private static NoteKey read(Path file, Optional<char[]> passphrase) throws IOException {
    String text = Files.readString(file);
    if (!KeyBox.isSealed(text)) {
      NoteKey open = NoteKey.parse(text.strip());
      if (passphrase.isPresent()) {
        write(file, open, passphrase);
      }
      return open;
    }
    char[] own =
        passphrase.orElseThrow(() ->
            LedgerProblem.KEY_SEALED.because(
                "%s lies under a passphrase, and tocsin.record.key-passphrase-file is not set"
                    .formatted(file)));
    try {
      return NoteKey.parse(KeyBox.open(text, own).strip());
    } catch (IllegalArgumentException e) {
      throw LedgerProblem.KEY_SEALED.because(
          "%s cannot be opened: %s".formatted(file, e.getMessage()));
    }
  }

  private static NoteKey make(Path file, String origin, Optional<char[]> passphrase)
      throws IOException {
    SecureRandom random = new SecureRandom();
    NoteKey made = NoteKey.generate(origin.isBlank() ? randomOrigin(random) : origin, random);
    write(file, made, passphrase);
    return read(file, passphrase);
  }

  /** Beside it first: a crash leaves the old key or the new, never half of one. */
  private static void write(Path file, NoteKey key, Optional<char[]> passphrase)
      throws IOException {
    String text = key.privateText() + "\n";
    Path draft = file.resolveSibling("record.key.new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        draft,
        passphrase.map(own -> KeyBox.seal(text, own, new SecureRandom())).orElse(text),
        StandardOpenOption.SYNC);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Two desks must never share an origin: without a name of its own it gets one of chance. */
  private static String randomOrigin(SecureRandom random) {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return "desk-" + HexFormat.of().formatHex(bytes) + ".invalid/record";
  }
}
