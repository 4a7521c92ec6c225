// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file with a secret text that only the server's user can read, open or under a passphrase
 * ({@link KeyBox}). A text that lay open is sealed as soon as there is a passphrase. Each change is
 * written beside the file first, so a crash leaves the old text or the new, never half of one.
 */
final class KeyFile {

  private final Path file;
  private final Optional<Path> passphraseFile;

  /**
   * A key's file.
   *
   * @param passphraseFile where the passphrase stands; blank for none
   */
  KeyFile(Path file, String passphraseFile) {
    this.file = file;
    this.passphraseFile =
        passphraseFile.isBlank() ? Optional.empty() : Optional.of(Path.of(passphraseFile));
  }

  /**
   * The text; where there is no file, it is made.
   *
   * @throws IllegalArgumentException when it lies under a passphrase that is not at hand
   */
  String read(Supplier<String> made) throws IOException {
    Optional<char[]> passphrase = passphrase();
    if (!Files.exists(file)) {
      write(made.get(), passphrase);
    }
    String text = Files.readString(file);
    if (KeyBox.isSealed(text)) {
      char[] own =
          passphrase.orElseThrow(
              () -> new IllegalArgumentException("it lies under a passphrase, and none is named"));
      return KeyBox.open(text, own);
    }
    if (passphrase.isPresent()) {
      write(text, passphrase);
    }
    return text;
  }

  private Optional<char[]> passphrase() throws IOException {
    if (passphraseFile.isEmpty()) {
      return Optional.empty();
    }
    String text = Files.readString(passphraseFile.get()).strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "the file of the passphrase is empty: " + passphraseFile.get());
    }
    return Optional.of(text.toCharArray());
  }

  private void write(String text, Optional<char[]> passphrase) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        draft,
        passphrase.map(own -> KeyBox.seal(text, own, new SecureRandom())).orElse(text),
        StandardOpenOption.SYNC);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
