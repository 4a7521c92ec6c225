// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
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
  private final KeyBox box;

  /**
   * A key's file.
   *
   * @param passphraseFile where the passphrase stands; blank for none
   */
  KeyFile(Path file, String passphraseFile) {
    this(file, passphraseFile, KeyBox.STANDARD);
  }

  /** The same with what it is sealed with. */
  KeyFile(Path file, String passphraseFile, KeyBox box) {
    this(
        file,
        passphraseFile.isBlank() ? Optional.empty() : Optional.of(Path.of(passphraseFile)),
        box);
  }

  private KeyFile(Path file, Optional<Path> passphraseFile, KeyBox box) {
    this.file = file;
    this.passphraseFile = passphraseFile;
    this.box = box;
  }

  /** Another file beside it, of the same name with this behind it, under the same passphrase. */
  KeyFile beside(String suffix) {
    return new KeyFile(file.resolveSibling(file.getFileName() + suffix), passphraseFile, box);
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Puts this one in the place of another. */
  void replace(KeyFile other) throws IOException {
    Files.move(
        file, other.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The text; where there is no file, it is made.
   *
   * @throws IllegalArgumentException when it lies under a passphrase that is not at hand
   */
  String read(Supplier<String> made) throws IOException {
    if (!exists()) {
      write(made.get());
    }
    return read();
  }

  /** The text of the file, which must be there. */
  String read() throws IOException {
    Optional<char[]> passphrase = passphrase();
    String text = Files.readString(file);
    if (KeyBox.isSealed(text)) {
      char[] own =
          passphrase.orElseThrow(() ->
              new IllegalArgumentException(
                  "it lies under a passphrase, and no file with one is named in the settings"));
      return KeyBox.open(text, own);
    }
    if (passphrase.isPresent()) {
      write(text);
    }
    return text;
  }

  /** The passphrase, where one is named. */
  Optional<char[]> passphrase() throws IOException {
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

  /** Replaces the text. */
  void write(String text) throws IOException {
    Optional<char[]> passphrase = passphrase();
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        draft,
        passphrase.map(own -> box.seal(text, own, new SecureRandom())).orElse(text),
        StandardOpenOption.SYNC);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    // A record that is forced to the disk must never be signed by a key whose name is not.
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a key lies in one");
    try (FileChannel names = FileChannel.open(folder)) {
      names.force(true);
    }
  }
}
