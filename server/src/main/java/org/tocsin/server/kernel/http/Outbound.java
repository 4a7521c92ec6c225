// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.tls.Trust;

/**
 * The one HTTP client towards the world: only public addresses or listed ones, checked on the very
 * address that is connected to; no redirects followed; bounded in time, in size and in requests to
 * one host at a time; a host that does not answer is left alone for a while. Blocks the calling
 * thread, so call it from virtual threads. Thread-safe.
 */
@Component
public final class Outbound implements AutoCloseable {

  private static final int MAX_URL = 2_000;
  private static final int HOSTS_MAX = 10_000;
  private static final int KEPT_MOST = 512;
  private static final String JSON_TYPE = "application/json";
  private static final MediaType JSON = MediaType.get(JSON_TYPE);
  private static final ScopedValue<BooleanSupplier> WANTED = ScopedValue.newInstance();

  private final OkHttpClient client;

  /** Asks again when a kept connection turns out closed: reading twice does no harm. */
  private final OkHttpClient reader;

  private final OutboundSettings settings;
  private final AddressRules rules;
  private final Trust trust;
  private final KeptWires kept = new KeptWires(KEPT_MOST, System::nanoTime);
  private final @Nullable OwnDoor door;
  private volatile @Nullable OkHttpClient toItself;
  private final Map<String, Semaphore> hosts = new ConcurrentHashMap<>();
  private final Breakers breakers = new Breakers(System::nanoTime);

  /**
   * What to ask.
   *
   * @param method {@code GET}, {@code POST} or {@code PUT}
   * @param address http or https
   * @param headers header names and values
   * @param body what to send; empty for GET
   * @param answerBytesMax how much of the answer's body is read; more is an error
   */
  public record Call(
      String method, URI address, Map<String, String> headers, byte[] body, int answerBytesMax) {
    /** Copies the headers. */
    public Call {
      headers = Map.copyOf(headers);
    }

    /** Reads an address. */
    public static Call get(URI address, Map<String, String> headers, int answerBytesMax) {
      return new Call("GET", address, headers, new byte[0], answerBytesMax);
    }

    /**
     * The call that an errand is.
     *
     * @throws OutboundRefusedException when the address is none
     */
    static Call of(String address, Errand.Post post) throws OutboundRefusedException {
      Map<String, String> headers = new java.util.HashMap<>();
      for (int i = 0; i < post.fields().length; i += 2) {
        headers.put(post.fields()[i], post.fields()[i + 1]);
      }
      try {
        return new Call("POST", URI.create(address), headers, post.body(), post.answerBytesMax());
      } catch (IllegalArgumentException e) {
        throw new OutboundRefusedException("the address is none that can be asked");
      }
    }

    /** Without the address and the headers: both may be secrets. */
    @Override
    public String toString() {
      return "Call[" + method + "]";
    }
  }

  /**
   * What came back, whatever its status.
   *
   * @param status the status code
   * @param headers names in lower case; of several values the last
   * @param body the body, as long as the call allowed
   */
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    /** A header's value, if there is one. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
  }

  private final Connections connections = new Connections();
  private final InStep inStep = new InStep();

  /** A client of a server that can ask itself, too. */
  @Autowired
  Outbound(OutboundSettings settings, Trust trust, OwnDoor door) {
    this(settings, trust, Optional.of(door));
  }

  /** A client under these rules that believes whom Java believes. */
  public Outbound(OutboundSettings settings) {
    this(settings, Trust.ofPlatform());
  }

  /** A client under these rules. */
  public Outbound(OutboundSettings settings, Trust trust) {
    this(settings, trust, Optional.empty());
  }

  private Outbound(OutboundSettings settings, Trust trust, Optional<OwnDoor> door) {
    this.settings = settings;
    this.trust = trust;
    this.door = door.orElse(null);
    this.rules = new AddressRules(settings.allow());
    this.client =
        new OkHttpClient.Builder()
            .socketFactory(new CheckedSockets(rules, inStep))
            .addNetworkInterceptor(inStep)
            .sslSocketFactory(trust.sockets(), trust.manager())
            .eventListener(connections)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .protocols(java.util.List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
            .connectTimeout(settings.connectTimeout())
            .readTimeout(settings.callTimeout())
            .writeTimeout(settings.callTimeout())
            .callTimeout(settings.callTimeout())
            .connectionPool(new ConnectionPool(settings.perHost() * 2, 1, TimeUnit.MINUTES))
            .build();
    this.reader = client.newBuilder().retryOnConnectionFailure(true).build();
  }

  /**
   * Does something whose calls need to be sent only as long as {@code wanted} says so. It is asked
   * when a call has its place in line and nothing of it has left: a call may wait for that place as
   * long as it may last.
   *
   * @throws UnsentException when a call was not wanted any more
   */
  public static <T> T whileWanted(BooleanSupplier wanted, Asking<T> asking) throws IOException {
    return ScopedValue.where(WANTED, wanted).call(asking::ask);
  }

  /** What asks. */
  @FunctionalInterface
  public interface Asking<T> {
    /** Sends calls, in this thread. */
    T ask() throws IOException;
  }

  /** How many hosts are left alone now, since they did not answer several times in a row. */
  public int resting() {
    return breakers.resting();
  }

  /** What was opened for how many exchanges, since the start. */
  Connections connections() {
    return connections;
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws org.tocsin.server.kernel.tls.UntrustedPeerException when whoever answered has not
   *     proved to be that host
   * @throws OutboundRefusedException when the rules do not allow it; do not try again
   * @throws HostRestsException when the host has not answered several times in a row
   * @throws IOException when it did not work; after a time-out the other side may have acted
   */
  public Answer send(Call call) throws IOException {
    return send(call, settings.callTimeout());
  }

  /**
   * The same in a time of its own.
   *
   * @param most how long the exchange may take, and how long it may wait for its turn; what is
   *     longer than {@code tocsin.outbound.call-timeout} counts as that
   */
  public Answer send(Call call, Duration most) throws IOException {
    Duration time = most.compareTo(settings.callTimeout()) < 0 ? most : settings.callTimeout();
    if (OwnDoor.isNamed(call.address())) {
      return sendToItself(call);
    }
    HttpUrl url = HttpUrl.parse(checked(call.address()));
    if (url == null) {
      throw new OutboundRefusedException("the address is none that can be asked");
    }
    Request.Builder request = new Request.Builder().url(url);
    call.headers().forEach(request::header);
    boolean sends = !call.method().equals("GET");
    request.method(
        call.method(), sends ? RequestBody.create(call.body(), mediaType(call.headers())) : null);
    String host = url.host() + ":" + url.port();
    breakers.requireAwake(host);
    Semaphore room = room(host);
    enter(room, url, time);
    try {
      // Whoever stood in line meanwhile need not find out again what others have.
      breakers.pass(host);
      if (!WANTED.orElse(() -> true).getAsBoolean()) {
        throw new UnsentException();
      }
      Answer answer = inStep(sends ? client : reader, request.build(), call.answerBytesMax(), time);
      breakers.answered(host);
      return answer;
    } catch (HostRestsException | OutboundRefusedException | UnsentException none) {
      throw none;
    } catch (AnswerTooLargeException answered) {
      breakers.answered(host);
      throw answered;
    } catch (IOException silent) {
      breakers.failed(host);
      throw Trust.named(silent);
    } finally {
      leave(room);
    }
  }

  private Semaphore room(String host) {
    return hosts.computeIfAbsent(host, _ -> new Semaphore(settings.perHost()));
  }

  /** Gives a place back. */
  void leave(Semaphore room) {
    room.release();
    if (hosts.size() > HOSTS_MAX) {
      hosts.values().removeIf(each -> each.availablePermits() == settings.perHost());
    }
  }

  /** What runs many posts at once for one thread, under the same rules and limits. */
  public Exchanges exchanges() {
    return new Exchanges(this, rules, trust, settings, kept);
  }

  /** Takes a place at a host ({@link Target.Host#key}), if there is one. */
  @Nullable Semaphore enter(String host) {
    Semaphore room = room(host);
    return room.tryAcquire() ? room : null;
  }

  /**
   * Lets a request through that is sent at once.
   *
   * @throws HostRestsException when the host is to be left alone
   */
  void pass(String host) throws HostRestsException {
    breakers.pass(host);
  }

  /** The host has answered, whatever it said. */
  void answered(String host) {
    breakers.answered(host);
  }

  /** The host has not answered. */
  void failed(String host) {
    breakers.failed(host);
  }

  /** A kept connection on which the host has spoken unasked is left, and another taken at once. */
  private Answer inStep(OkHttpClient asking, Request request, int answerBytesMax, Duration time)
      throws IOException {
    for (int left = settings.perHost() * 2; ; left--) {
      try {
        return exchange(asking, request, answerBytesMax, time);
      } catch (InStep.SpokeUnaskedException unsent) {
        if (left == 0) {
          throw unsent;
        }
      }
    }
  }

  /** By a client that reaches the one address on which this server listens, and no other. */
  private Answer sendToItself(Call call) throws IOException {
    OwnDoor own = door;
    if (own == null) {
      throw new OutboundRefusedException("this is no server that could ask itself");
    }
    URI behind = own.behind(call.address());
    OkHttpClient itself = toItself;
    if (itself == null) {
      AddressRules rules = AddressRules.only(behind.getHost(), behind.getPort());
      itself =
          client
              .newBuilder()
              .socketFactory(new CheckedSockets(rules, inStep))
              // Its own: a pool knows connections by host and port, whoever was let through to
              // them.
              .connectionPool(new ConnectionPool(settings.perHost(), 1, TimeUnit.MINUTES))
              .build();
      toItself = itself;
    }
    Request.Builder request = new Request.Builder().url(behind.toString());
    call.headers().forEach(request::header);
    request.method(call.method(), RequestBody.create(call.body(), mediaType(call.headers())));
    return exchange(itself, request.build(), call.answerBytesMax(), settings.callTimeout());
  }

  /**
   * The client starts threads of its own (for timeouts, for its pool), which outlive the call and
   * take the class loader of the thread that needed them first. A request's is Tomcat's, which at
   * the server's end would call them leaked, with a trace; so they get the program's.
   */
  private static Answer exchange(
      OkHttpClient client, Request request, int answerBytesMax, Duration time) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader callers = thread.getContextClassLoader();
    thread.setContextClassLoader(Outbound.class.getClassLoader());
    okhttp3.Call call = client.newCall(request);
    call.timeout().timeout(time.toMillis(), TimeUnit.MILLISECONDS);
    try (Response response = call.execute()) {
      return answer(response, answerBytesMax);
    } finally {
      thread.setContextClassLoader(callers);
    }
  }

  /** The address in ASCII, if it is one that may be asked at all. */
  static String checked(URI address) throws OutboundRefusedException {
    String text = address.toASCIIString();
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (text.length() > MAX_URL
        || !(scheme.equals("http") || scheme.equals("https"))
        || address.getHost() == null
        || address.getUserInfo() != null) {
      throw new OutboundRefusedException(
          "the address is no http or https address of at most %d characters with a host and without a password"
              .formatted(MAX_URL));
    }
    return text;
  }

  private void enter(Semaphore room, HttpUrl url, Duration patience) throws IOException {
    try {
      // Without a time first: with one, a timer is set up even where there is room.
      if (!room.tryAcquire() && !room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ConnectException(
            "%s answers too slowly: %d requests wait already"
                .formatted(url.host(), settings.perHost()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting for " + url.host());
    }
  }

  private static Answer answer(Response response, int most) throws IOException {
    Map<String, String> headers = new java.util.HashMap<>();
    response
        .headers()
        .forEach(pair -> headers.put(pair.getFirst().toLowerCase(Locale.ROOT), pair.getSecond()));
    BufferedSource source = response.body().source();
    source.request(most + 1L);
    if (source.getBuffer().size() > most) {
      throw new AnswerTooLargeException("the answer is larger than %d bytes".formatted(most));
    }
    return new Answer(response.code(), Map.copyOf(headers), source.readByteArray());
  }

  private static @Nullable MediaType mediaType(Map<String, String> headers) {
    String type = headers.get("Content-Type");
    if (JSON_TYPE.equals(type)) {
      // Nearly every message is, and reading a type takes expressions.
      return JSON;
    }
    return type == null ? null : MediaType.parse(type);
  }

  /** The host has answered, and more than is read. */
  private static final class AnswerTooLargeException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    AnswerTooLargeException(String message) {
      super(message);
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    kept.close();
    OkHttpClient itself = toItself;
    if (itself != null) {
      itself.connectionPool().evictAll();
    }
  }

  /** Sockets that look at the address at the last moment, when no name can change it any more. */
  private static final class CheckedSockets extends SocketFactory {
    private final AddressRules rules;
    private final InStep inStep;

    CheckedSockets(AddressRules rules, InStep inStep) {
      this.rules = rules;
      this.inStep = inStep;
    }

    @Override
    public Socket createSocket() {
      return inStep.new Ear() {
        @Override
        public void connect(SocketAddress target) throws IOException {
          connect(target, 0);
        }

        @Override
        public void connect(SocketAddress target, int timeoutMillis) throws IOException {
          String fault =
              target instanceof InetSocketAddress address
                  ? rules.fault(address).orElse(null)
                  : "it is no internet address";
          if (fault != null) {
            throw new OutboundRefusedException("the host may not be reached: " + fault);
          }
          setTcpNoDelay(true);
          super.connect(target, timeoutMillis);
        }
      };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress target) throws IOException {
      Socket socket = createSocket();
      socket.connect(target);
      return socket;
    }
  }
}
