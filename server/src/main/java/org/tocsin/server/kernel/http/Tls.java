// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.tocsin.server.kernel.tls.Trust;

/**
 * The encryption of one connection: first shaken by hand while the socket blocks, then without ever
 * waiting. Used by one thread at a time.
 */
final class Tls {

  private static final String HTTP_2 = "h2";
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;

  /** What came and is not read yet, ready to be read from. */
  private final ByteBuffer sealed;

  private final ByteBuffer open;

  /** What is to be said of keys, in answer to what was heard. */
  private byte[] words = new byte[0];

  private Tls(SSLEngine engine) {
    this.engine = engine;
    sealed = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize()).flip();
    open = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  /**
   * Agrees on keys with somebody who proves to be this host.
   *
   * @param socket connected, blocking
   * @param deadline until when, of {@link System#nanoTime}
   * @param old whether HTTP/2 is not offered
   * @throws IOException when they are not, or nothing comes about
   */
  static Tls shake(Socket socket, Trust trust, Target.Host host, long deadline, boolean old)
      throws IOException {
    SSLEngine engine = trust.engine(host.name(), host.port());
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(
        old ? new String[] {"http/1.1"} : new String[] {HTTP_2, "http/1.1"});
    engine.setSSLParameters(parameters);
    Tls tls = new Tls(engine);
    tls.shake(socket, deadline);
    return tls;
  }

  private void shake(Socket socket, long deadline) throws IOException {
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    engine.beginHandshake();
    while (true) {
      socket.setSoTimeout(Opening.millisUntil(deadline));
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> out.write(wrap(NOTHING));
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          open.clear();
          SSLEngineResult result = engine.unwrap(sealed, open);
          if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
            fill(in);
          } else if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new SSLException("the host closed while keys were agreed on");
          }
        }
        default -> {
          return;
        }
      }
    }
  }

  private void fill(InputStream in) throws IOException {
    sealed.compact();
    int count = in.read(sealed.array(), sealed.position(), sealed.remaining());
    if (count < 0) {
      throw new SSLException(new EOFException("the host closed while keys were agreed on"));
    }
    sealed.position(sealed.position() + count).flip();
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /** Whether the host has chosen HTTP/2. */
  boolean speaksHttp2() {
    return HTTP_2.equals(engine.getApplicationProtocol());
  }

  /** Seals octets for the way. */
  byte[] wrap(ByteBuffer plain) throws SSLException {
    byte[] all = new byte[0];
    ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    do {
      packet.clear();
      SSLEngineResult result = engine.wrap(plain, packet);
      if (result.getStatus() != SSLEngineResult.Status.OK) {
        throw new SSLException("the host has closed the encrypted connection");
      }
      int before = all.length;
      all = Arrays.copyOf(all, before + packet.position());
      packet.flip().get(all, before, packet.remaining());
    } while (plain.hasRemaining());
    return all;
  }

  /** The last word on a connection (RFC 8446 §6.1); nothing when there can be none. */
  byte[] farewell() {
    engine.closeOutbound();
    ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    try {
      engine.wrap(NOTHING, packet);
    } catch (SSLException broken) {
      return new byte[0];
    }
    return Arrays.copyOf(packet.array(), packet.position());
  }

  /** What has to be said now, before anything else; afterwards it counts as said. */
  byte[] takeWords() {
    byte[] taken = words;
    words = new byte[0];
    return taken;
  }

  /** Whether a part of something has come, whose rest has not. */
  boolean hasPart() {
    return sealed.hasRemaining();
  }

  /** Whoever takes what was opened. */
  @FunctionalInterface
  interface Hearing {
    /** Takes it all, now. */
    void hear(ByteBuffer open) throws IOException;
  }

  /**
   * Reads once from the channel, without waiting: whoever talks without end keeps nobody else from
   * their turn. What is to be said of keys in answer is in {@link #takeWords}.
   *
   * @return how many octets came; below 0 when the other side says no more
   */
  int read(SocketChannel channel, Hearing hearing) throws IOException {
    sealed.compact();
    int count = channel.read(sealed);
    sealed.flip();
    return unwrapAll(hearing) ? count : -1;
  }

  private boolean unwrapAll(Hearing hearing) throws IOException {
    while (sealed.hasRemaining()) {
      open.clear();
      SSLEngineResult result = engine.unwrap(sealed, open);
      open.flip();
      if (open.hasRemaining()) {
        hearing.hear(open);
      }
      switch (result.getStatus()) {
        case CLOSED -> {
          return false;
        }
        case BUFFER_UNDERFLOW -> {
          return true;
        }
        case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS allows");
        default -> answerKeys();
      }
    }
    return true;
  }

  /** New keys are answered by new keys. */
  private void answerKeys() throws SSLException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> {
          byte[] word = wrap(NOTHING);
          int before = words.length;
          words = Arrays.copyOf(words, before + word.length);
          System.arraycopy(word, 0, words, before, word.length);
        }
        default -> {
          return;
        }
      }
    }
  }
}
