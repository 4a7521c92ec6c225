// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Encrypts connections to mail servers and holds them to their names. Thread-safe.
 *
 * <p>Trusted are the certificates that Java trusts, or those of one PEM file instead.
 */
final class SmtpTls {

  private final SSLSocketFactory factory;

  SmtpTls(String trustedCertificates) {
    try {
      if (trustedCertificates.isEmpty()) {
        factory = SSLContext.getDefault().getSocketFactory();
      } else {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(Path.of(trustedCertificates)));
        context.init(null, trust.getTrustManagers(), null);
        factory = context.getSocketFactory();
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "tocsin.mail.trusted-certificates: '%s' cannot be read as certificates: %s. Name a PEM file, or leave the setting out to trust what Java trusts."
              .formatted(trustedCertificates, e.getMessage()),
          e);
    }
  }

  /** What the library for reading mailboxes takes. */
  SSLSocketFactory factory() {
    return factory;
  }

  private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new GeneralSecurityException("there is none in it");
      }
      for (Certificate each : found) {
        store.setCertificateEntry("trusted-" + store.size(), each);
      }
    }
    return store;
  }

  /** The same connection, encrypted, with somebody who proved to be this host. */
  SSLSocket wrap(Socket plain, String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
