// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tocsin.cap.signature.SigningKey;

/**
 * The files of the folder as they were read: {@code .pem} with one private key (PKCS #8) and its
 * certificates, {@code .p12} with one key. Immutable.
 *
 * @param seen what the folder looked like, to notice a change
 * @param keys the keys that can be used
 * @param faults what is wrong with the other files
 */
record KeyFiles(List<Seen> seen, List<HeldKey> keys, List<Fault> faults) {

  /** No more than this is read of a file; a chain of RSA keys has some ten thousand bytes. */
  private static final long BYTES_MAX = 1 << 20;

  /** Nothing was read yet, so that the first look always reads. */
  static final KeyFiles UNREAD =
      new KeyFiles(List.of(new Seen("", 0, FileTime.fromMillis(0))), List.of(), List.of());

  /** A file by what changes when it is exchanged. */
  record Seen(String name, long bytes, FileTime changedAt) {}

  /** A file that cannot be used, and why. */
  record Fault(String file, String why) {}

  KeyFiles {
    seen = List.copyOf(seen);
    keys = List.copyOf(keys);
    faults = List.copyOf(faults);
  }

  /** What the folder looks like now. */
  static List<Seen> look(Path folder) throws IOException {
    List<Seen> seen = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(KeyFiles::isKeyFile).sorted().toList()) {
        seen.add(new Seen(name(file), Files.size(file), Files.getLastModifiedTime(file)));
      }
    }
    return seen;
  }

  /** Reads what was seen. */
  static KeyFiles read(Path folder, List<Seen> seen, String password) {
    List<HeldKey> keys = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Seen each : seen) {
      try {
        SigningKey key = read(folder.resolve(each.name()), each.bytes(), password);
        keys.add(new HeldKey(each.name(), key, SigningCertificate.of(key.chain())));
      } catch (IOException | IllegalArgumentException e) {
        faults.add(new Fault(each.name(), String.valueOf(e.getMessage())));
      }
    }
    return new KeyFiles(seen, keys, faults);
  }

  private static SigningKey read(Path file, long bytes, String password) throws IOException {
    if (bytes > BYTES_MAX) {
      throw new IllegalArgumentException(
          "the file has %d bytes; a key with its certificates has at most %d"
              .formatted(bytes, BYTES_MAX));
    }
    if (name(file).endsWith(".p12")) {
      return SigningKey.fromPkcs12(Files.readAllBytes(file), password.toCharArray());
    }
    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    return pem.contains("ENCRYPTED PRIVATE KEY")
        ? SigningKey.fromPem(pem, password.toCharArray(), pem)
        : SigningKey.fromPem(pem, pem);
  }

  private static boolean isKeyFile(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && (name.endsWith(".pem") || name.endsWith(".p12"));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
