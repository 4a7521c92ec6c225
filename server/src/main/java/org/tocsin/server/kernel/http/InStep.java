// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that an answer is the answer to what was asked. On a kept connection (HTTP/1.1, RFC
 * 9112 §9.3) answers belong to requests by their order alone, so a host that says something twice,
 * or unasked, would have each of its later answers taken for another's: somebody would count as
 * told who is not. What is there before we ask is no answer to it, and such a connection is used no
 * more.
 *
 * <p>What cannot be told apart: a second answer that is still on its way when the next request
 * leaves. HTTP/2 numbers its answers.
 *
 * <p>Thread-safe.
 */
final class InStep implements Interceptor {

  private final Map<Ends, Ear> ears = new ConcurrentHashMap<>();

  /** Something was said before we asked: nothing was sent. */
  static final class SpokeUnaskedException extends ConnectException {
    @Serial private static final long serialVersionUID = 1L;

    SpokeUnaskedException() {
      super("the host spoke before it was asked");
    }
  }

  /** By which the socket under an encrypted one is found. */
  private record Ends(@Nullable SocketAddress here, @Nullable SocketAddress there) {
    static Ends of(Socket socket) {
      return new Ends(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
    }
  }

  /** A socket of which is known how often something was heard on it. */
  class Ear extends Socket {
    private @Nullable Ends ends;
    private long heard;
    private boolean used;

    /** Not connected yet. */
    Ear() {
      super(Proxy.NO_PROXY);
    }

    @Override
    public void connect(SocketAddress target, int timeoutMillis) throws IOException {
      super.connect(target, timeoutMillis);
      Ends now = Ends.of(this);
      ends = now;
      ears.put(now, this);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          int octet = super.read();
          heard++;
          return octet;
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
          int count = super.read(octets, from, length);
          heard++;
          return count;
        }
      };
    }

    /** Whether there is something to hear before we have asked. */
    private boolean isLoud() throws IOException {
      // Before the first request on an encrypted connection the host may hand out tickets.
      return used && super.getInputStream().available() > 0;
    }

    @Override
    public void close() throws IOException {
      Ends known = ends;
      if (known != null) {
        ears.remove(known, this);
      }
      super.close();
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Connection connection = chain.connection();
    Ear ear = connection == null ? null : ears.get(Ends.of(connection.socket()));
    if (connection == null || ear == null || connection.protocol() != Protocol.HTTP_1_1) {
      return chain.proceed(chain.request());
    }
    if (ear.isLoud()) {
      connection.socket().close();
      throw new SpokeUnaskedException();
    }
    ear.used = true;
    long before = ear.heard;
    Response response = chain.proceed(chain.request());
    if (ear.heard == before) {
      // It had come with the answer before.
      response.close();
      connection.socket().close();
      throw new IOException("the host answered before it was asked");
    }
    return response;
  }
}
