// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

  private static final String NEXT = ".next";
  private static final String SEALED_NAME = "record.key";

  private final Path path;
  private final KeyFile file;
  private final KeyBox box;
  private final Sealer sealer;
  private final SecureRandom random = new SecureRandom();
  private volatile NoteKey key;

  RecordKey(DataFolder data, String origin, String passphraseFile, Sealer sealer) {
    this(data, origin, passphraseFile, sealer, KeyBox.STANDARD);
  }

  /** The same with what it is sealed with. */
  RecordKey(DataFolder data, String origin, String passphraseFile, Sealer sealer, KeyBox box) {
    this.path = data.folder("keys").resolve("record.key");
    this.box = box;
    this.file = new KeyFile(path, passphraseFile, box);
    this.sealer = sealer;
    try {
      this.key = opened(() -> file.read(() -> made(origin)));
    } catch (IOException e) {
      throw new UncheckedIOException("The key of the record cannot be read or made: " + path, e);
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
      KeyFile beside = file.beside(NEXT);
      if (!beside.exists() || !opened(beside::read).vkey().equals(next.vkey())) {
        beside.write(text(next));
      }
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException("The next key of the record cannot be kept", e);
    }
  }

  @Override
  public void promote() {
    try {
      KeyFile beside = file.beside(NEXT);
      NoteKey next = opened(beside::read);
      beside.replace(file);
      key = next;
    } catch (IOException e) {
      throw new UncheckedIOException("The next key of the record cannot be put in its place", e);
    }
  }

  private String seal(NoteKey made) {
    Optional<char[]> passphrase = passphrase();
    if (passphrase.isPresent()) {
      return box.seal(text(made), passphrase.get(), random);
    }
    Sealer.Sealed sealed = sealer.seal(text(made).getBytes(StandardCharsets.UTF_8), SEALED_NAME);
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(sealed.box()) + " " + base64.encodeToString(sealed.key());
  }

  private NoteKey open(String sealed) {
    try {
      if (KeyBox.isSealed(sealed)) {
        char[] own =
            passphrase()
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "tocsin.record.key-passphrase-file is not set here"));
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

  private Optional<char[]> passphrase() {
    try {
      return file.passphrase();
    } catch (IOException e) {
      throw new UncheckedIOException("The passphrase of the record's key cannot be read", e);
    }
  }

  /** A text that is read from a file. */
  @FunctionalInterface
  private interface Reading {
    String text() throws IOException;
  }

  private NoteKey opened(Reading reading) throws IOException {
    try {
      return NoteKey.parse(reading.text().strip());
    } catch (IllegalArgumentException e) {
      throw LedgerProblem.KEY_SEALED.because(
          "%s cannot be opened: %s".formatted(path, e.getMessage()));
    }
  }

  private static String text(NoteKey key) {
    return key.privateText() + "\n";
  }

  private String made(String origin) {
    return text(NoteKey.generate(origin.isBlank() ? randomOrigin(random) : origin, random));
  }

  /** Two desks must never share an origin: without a name of its own it gets one of chance. */
  private static String randomOrigin(SecureRandom random) {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return "desk-" + HexFormat.of().formatHex(bytes) + ".invalid/record";
  }
}
