// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tocsin.cap.signature.Certificates;
import org.tocsin.cap.signature.SigningKey;

/** A signing key of another authority, valid in March 2024, made by the JDK's keytool. */
final class TestKeys {

  private static final String PASSWORD = "opens-the-store";

  private TestKeys() {}

  static SigningKey make(Path folder, String name) {
    try {
      Path store = folder.resolve(name + ".p12");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  name,
                  "-dname",
                  "CN=" + name,
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-startdate",
                  "2024/03/01 00:00:00",
                  "-validity",
                  "30",
                  "-ext",
                  "KeyUsage=digitalSignature",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-keystore",
                  store.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + said);
      }
      return SigningKey.fromPkcs12(Files.readAllBytes(store), PASSWORD.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The certificates of a key as the setting names them: a PEM file. */
  static Path pem(Path folder, SigningKey key) {
    try {
      return Files.writeString(folder.resolve("trusted.pem"), Certificates.toPem(key.chain()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
