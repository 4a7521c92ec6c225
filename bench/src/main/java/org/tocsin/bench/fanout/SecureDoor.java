// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The same receivers behind TLS, a virtual thread for each connection, with a certificate made for
 * the occasion.
 */
final class SecureDoor implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;
  private static final String PASSWORD = "only for this run";
  private static final int KEYTOOL_SECONDS = 60;

  private static final String HTTP_2 = "h2";

  private final Receivers receivers;
  private final boolean shares;
  private final SSLServerSocket server;
  private final KeyStore store;
  private final Set<SSLSocket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger handshakes = new AtomicInteger();
  private final Path pem;

  /** A door of its own certificate, at which HTTP/1.1 is spoken. */
  SecureDoor(Receivers receivers, Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    this(receivers, folder.resolve("receivers.pem"), makeCertificate(folder), false);
  }

  /** Another with the same certificate, at which HTTP/2 is spoken. */
  SecureDoor(Receivers receivers, SecureDoor beside) throws IOException, GeneralSecurityException {
    this(receivers, beside.pem, beside.store, true);
  }

  private SecureDoor(Receivers receivers, Path pem, KeyStore store, boolean shares)
      throws IOException, GeneralSecurityException {
    this.receivers = receivers;
    this.store = store;
    this.pem = pem;
    this.shares = shares;
    Certificate certificate = store.getCertificate("receivers");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(UTF_8))
                .encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  /** Java's own tool knows how to sign a certificate; its library does not say. */
  private static KeyStore makeCertificate(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("receivers.p12");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-alias",
                    "receivers",
                    "-dname",
                    "CN=receivers",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool made no certificate: " + said);
    }
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  int port() {
    return server.getLocalPort();
  }

  /** The certificate, as PEM, that clients have to trust. */
  Path pem() {
    return pem;
  }

  /** The same for clients in this process. */
  TrustManagerFactory trust() throws GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    trusted.setCertificateEntry("receivers", store.getCertificate("receivers"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory;
  }

  /** How many connections were encrypted. */
  int handshakes() {
    return handshakes.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) server.accept();
        socket.setTcpNoDelay(true);
        Thread.startVirtualThread(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(SSLSocket socket) {
    open.add(socket);
    Receivers.Talk talk = shares ? new Http2Talk(receivers) : new HttpTalk(receivers);
    ByteBuffer in = ByteBuffer.allocate(BUFFER);
    ByteBuffer out = ByteBuffer.allocate(BUFFER);
    try (socket) {
      socket.setHandshakeApplicationProtocolSelector(
          (_, offered) -> shares && offered.contains(HTTP_2) ? HTTP_2 : "http/1.1");
      socket.startHandshake();
      handshakes.incrementAndGet();
      talk.greet(out);
      InputStream from = socket.getInputStream();
      OutputStream to = socket.getOutputStream();
      while (true) {
        int count = from.read(in.array(), in.position(), in.remaining());
        if (count < 0) {
          return;
        }
        in.position(in.position() + count).flip();
        synchronized (receivers) {
          talk.hear(in, out);
        }
        in.compact();
        to.write(out.array(), 0, out.position());
        out.clear();
      }
    } catch (IOException gone) {
      // The sender has closed it.
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SSLSocket each : open) {
      each.close();
    }
  }
}
