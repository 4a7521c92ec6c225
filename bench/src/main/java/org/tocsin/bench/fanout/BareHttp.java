// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.io.IOException;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp alone, with as many posts at once as the server makes; nothing is kept. */
final class BareHttp implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int AT_ONCE = 64;

  private final OkHttpClient client;
  private final String scheme;

  /**
   * Without encryption.
   *
   * @param shares whether all posts share a connection, by HTTP/2
   */
  BareHttp(boolean shares) {
    OkHttpClient.Builder builder = builder();
    if (shares) {
      builder.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    }
    this.client = builder.build();
    this.scheme = "http";
  }

  /** By TLS, to whom these trust, and by HTTP/2 where the receivers choose it. */
  BareHttp(TrustManagerFactory trust) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    this.client =
        builder()
            .sslSocketFactory(
                context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
            .build();
    this.scheme = "https";
  }

  private static OkHttpClient.Builder builder() {
    return new OkHttpClient.Builder()
        .proxy(Proxy.NO_PROXY)
        .followRedirects(false)
        .retryOnConnectionFailure(false)
        .callTimeout(10, TimeUnit.SECONDS)
        .connectionPool(new ConnectionPool(2 * AT_ONCE, 1, TimeUnit.MINUTES));
  }

  /** Posts so many bytes to each recipient once. */
  void post(int port, int recipients, int bytes) throws IOException, InterruptedException {
    byte[] body = new byte[bytes];
    AtomicInteger next = new AtomicInteger();
    AllAtOnce.run(
        AT_ONCE,
        _ -> {
          for (int i = next.getAndIncrement(); i < recipients; i = next.getAndIncrement()) {
            post(scheme + "://127.0.0.1:" + port + "/p" + i, body);
          }
        });
  }

  private void post(String address, byte[] body) throws IOException {
    Request request =
        new Request.Builder().url(address).post(RequestBody.create(body, JSON)).build();
    try (Response response = client.newCall(request).execute()) {
      response.body().bytes();
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
