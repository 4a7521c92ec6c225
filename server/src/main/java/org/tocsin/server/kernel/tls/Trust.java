// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whom we believe: the authorities that Java trusts and those of {@code tocsin.tls.trust}. Every
 * connection to others that is encrypted asks here (HTTP, mail, SMS, MQTT, traces). Thread-safe.
 */
@Component
public final class Trust {

  private static final String SETTING = "tocsin.tls.trust";
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final int CAUSES = 10;

  private final SayingTrust manager;
  private final SSLContext context;

  /**
   * That of the settings.
   *
   * @throws IllegalStateException when the file cannot be read as certificates
   */
  @Autowired
  public Trust(TlsSettings settings) {
    this(settings.trust(), SETTING, true);
  }

  private Trust(String file, String setting, boolean platform) {
    try {
      List<Certificate> trusted = new ArrayList<>();
      if (platform) {
        trusted.addAll(List.of(manager(null).getAcceptedIssuers()));
      }
      trusted.addAll(file.isEmpty() ? List.of() : read(Path.of(file)));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : trusted) {
        store.setCertificateEntry("trusted-" + store.size(), each);
      }
      manager = new SayingTrust(manager(store), setting);
      context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "%s: '%s' cannot be read as certificates: %s. Name a PEM file with the certificates of authorities, or leave the setting out to trust what Java trusts."
              .formatted(setting, file, e.getMessage()),
          e);
    }
  }

  /** The authorities that Java trusts and no others. */
  public static Trust ofPlatform() {
    return new Trust("", SETTING, true);
  }

  /**
   * Those of one file and nobody else, for one kind of server; this one when there is no file.
   *
   * @param file PEM, or empty
   * @param setting what names the file, for the words of refusals
   * @throws IllegalStateException when the file cannot be read as certificates
   */
  public Trust orOnly(String file, String setting) {
    return file.isEmpty() ? this : new Trust(file, setting, false);
  }

  /** For libraries that make their own connections. */
  public X509ExtendedTrustManager manager() {
    return manager;
  }

  /** For libraries that make their own connections; the check of the name is theirs to demand. */
  public SSLContext context() {
    return context;
  }

  /** Makes encrypted sockets; the check of the name is the user's to demand. */
  public SSLSocketFactory sockets() {
    return context.getSocketFactory();
  }

  /** For libraries that want a factory where one manager would do. */
  public TrustManagerFactory managers() {
    return new OneManager(manager);
  }

  /**
   * The same connection, encrypted, with somebody who proved to be this host.
   *
   * @throws UntrustedPeerException when they have not, with words that may be shown
   */
  public SSLSocket wrap(Socket plain, String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) sockets().createSocket(plain, host, port, true);
    socket.setSSLParameters(strict(socket.getSSLParameters()));
    try {
      socket.startHandshake();
    } catch (IOException e) {
      throw named(e);
    }
    return socket;
  }

  /**
   * What encrypts a connection without waiting on it, to somebody who has to prove to be this host.
   *
   * @param host a name, or an address without brackets
   */
  public SSLEngine engine(String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    engine.setSSLParameters(strict(engine.getSSLParameters()));
    return engine;
  }

  private static SSLParameters strict(SSLParameters parameters) {
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(PROTOCOLS);
    return parameters;
  }

  /** The same failure, as {@link UntrustedPeerException} if it is about the other side's proof. */
  public static IOException named(IOException failure) {
    return refusal(failure).map(IOException.class::cast).orElse(failure);
  }

  /** What a failure to connect says about the other side's proof; empty when it says nothing. */
  public static Optional<UntrustedPeerException> refusal(Throwable failure) {
    @Nullable Throwable cause = failure;
    boolean encrypting = false;
    for (int i = 0; i < CAUSES && cause != null; i++) {
      if (cause instanceof SayingTrust.RefusedException) {
        return Optional.of(new UntrustedPeerException(String.valueOf(cause.getMessage()), failure));
      }
      if (cause instanceof SSLPeerUnverifiedException) {
        return Optional.of(new UntrustedPeerException(SayingTrust.NAME, failure));
      }
      encrypting |= cause instanceof SSLException;
      cause = cause.getCause();
    }
    return encrypting
        ? Optional.of(
            new UntrustedPeerException(
                "no encrypted connection came about; see that the port is one for TLS 1.2 or 1.3, and what the server says",
                failure))
        : Optional.empty();
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("this Java has no manager of trust for X.509");
  }

  private static Collection<? extends Certificate> read(Path file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new GeneralSecurityException("there is none in it");
      }
      return found;
    }
  }

  /** A factory of one manager. */
  private static final class OneManager extends TrustManagerFactory {
    OneManager(X509ExtendedTrustManager manager) {
      super(
          new TrustManagerFactorySpi() {
            @Override
            protected void engineInit(@Nullable KeyStore store) {
              // It is made already.
            }

            @Override
            protected void engineInit(@Nullable ManagerFactoryParameters parameters) {
              // It is made already.
            }

            @Override
            protected TrustManager[] engineGetTrustManagers() {
              return new TrustManager[] {manager};
            }
          },
          new Nobody(),
          "PKIX");
    }
  }

  /** Factories must name who provides them. */
  private static final class Nobody extends Provider {
    private static final long serialVersionUID = 1L;

    Nobody() {
      super("Tocsin", "1", "hands out a manager of trust that is made already");
    }
  }
}
