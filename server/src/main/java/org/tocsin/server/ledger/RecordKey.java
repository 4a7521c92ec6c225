// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.tocsin.record.NoteKey;
import org.tocsin.record.NoteSigner;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.secret.Sealer;

/**
 * The key that signs this desk's record: {@code keys/record.key} in the data folder, made at the
 * first start.
 *
 * <p>Whoever holds it can sign as the desk; whoever loses it can prove what was signed but sign
 * nothing more. Its name is the record's origin: setting {@code tocsin.record.origin}, read once.
 *
 * <p>With {@code tocsin.record.key-passphrase-file} it lies under that passphrase: a thief of the
 * folder or of a backup cannot sign. A key that lay open is sealed at the next start.
 *
 * <p>While it is being changed, the next key stands beside it as {@code keys/record.key.next}.
 */
final class RecordKey implements KeyPlace {

  private static final String NEXT = "record.key.next";
  private static final String SEALED_NAME = "record.key";

  private final Path file;
  private final Optional<char[]> passphrase;
  private final Sealer sealer;
  private final SecureRandom random = new SecureRandom();
  private volatile NoteKey key;

  RecordKey(DataFolder data, String origin, String passphraseFile, Sealer sealer) {
    this.file = data.folder("keys").resolve("record.key");
    this.sealer = sealer;
    try {
      this.passphrase = passphrase(passphraseFile);
      this.key = Files.exists(file) ? read(file) : first(origin);
    } catch (IOException e) {
      throw new UncheckedIOException("The key of the record cannot be read or made: " + file, e);
    }
  }

  @Override
  public NoteKey current() {
    return key;
  }

  @Override
  public Made make() {
    NoteKey made = NoteKey.generate(key.name(), random);
    return new Made(made, seal(made));
  }

  @Override
  public NoteSigner take(String sealed) {
    NoteKey next = open(sealed);
    try {
      Path beside = file.resolveSibling(NEXT);
      if (!Files.exists(beside) || !read(beside).vkey().equals(next.vkey())) {
        write(beside, next);
      }
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException("The next key of the record cannot be kept", e);
    }
  }

  @Override
  public void promote() {
    try {
      Path beside = file.resolveSibling(NEXT);
      NoteKey next = read(beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      key = next;
    } catch (IOException e) {
      throw new UncheckedIOException("The next key of the record cannot be put in its place", e);
    }
  }

  private String seal(NoteKey made) {
    String text = made.privateText() + "\n";
    if (passphrase.isPresent()) {
      return KeyBox.seal(text, passphrase.get(), random);
    }
    Sealer.Sealed sealed = sealer.seal(text.getBytes(StandardCharsets.UTF_8), SEALED_NAME);
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(sealed.box()) + " " + base64.encodeToString(sealed.key());
  }

  private NoteKey open(String sealed) {
    try {
      if (KeyBox.isSealed(sealed)) {
        char[] own =
            passphrase.orElseThrow(() ->
                new IllegalArgumentException("tocsin.record.key-passphrase-file is not set here"));
        return NoteKey.parse(KeyBox.open(sealed, own).strip());
      }
      String[] parts = sealed.split(" ", 2);
      Base64.Decoder base64 = Base64.getDecoder();
      byte[] text =
          sealer.open(
              new Sealer.Sealed(base64.decode(parts[0]), base64.decode(parts[1])), SEALED_NAME);
      return NoteKey.parse(new String(text, StandardCharsets.UTF_8).strip());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw LedgerProblem.KEY_SEALED.because(
          "the next key, which another node made, cannot be opened here: " + e.getMessage());
    }
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

  private NoteKey read(Path file) throws IOException {
    String text = Files.readString(file);
    if (!KeyBox.isSealed(text)) {
      NoteKey open = NoteKey.parse(text.strip());
      if (passphrase.isPresent()) {
        write(file, open);
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

  private NoteKey first(String origin) throws IOException {
    write(file, NoteKey.generate(origin.isBlank() ? randomOrigin(random) : origin, random));
    return read(file);
  }

  /** Beside it first: a crash leaves the old key or the new, never half of one. */
  private void write(Path file, NoteKey key) throws IOException {
    String text = key.privateText() + "\n";
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        draft,
        passphrase.map(own -> KeyBox.seal(text, own, random)).orElse(text),
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
