// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * By which authorities a broker's certificate is checked. Immutable.
 *
 * @param managers those of a file; null for those of the platform
 */
record Trust(@Nullable TrustManagerFactory managers) {

  /**
   * Reads the authorities.
   *
   * @param file a PEM file; empty for those of the platform
   * @throws IllegalArgumentException when the file cannot be read or holds no certificate
   */
  static Trust of(String file) {
    if (file.isEmpty()) {
      return new Trust(null);
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "tocsin.mqtt.trusted-certificates: %s holds no certificate".formatted(file));
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each : found) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return new Trust(factory);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "tocsin.mqtt.trusted-certificates: %s cannot be read as PEM certificates".formatted(file),
          e);
    }
  }
}
