// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Values as objects of a bucket of S3, or of any store that speaks its protocol and takes {@code
 * If-None-Match: *} on a PUT (AWS S3 since August 2024). The objects of a record then stand under
 * {@code PREFIX/log/}, where they can be served as they are.
 *
 * <p>Requests are signed (Signature Version 4, payload included) and repeated up to three times
 * when the store is busy or the connection breaks. A conditional PUT whose answer was lost is
 * settled by reading what stands there. Redirects are not followed. Safe for any number of threads.
 */
public final class S3KeyValue implements KeyValue {

  private static final int TRIES = 3;

  /** Of a commit that holds many tiles at once, until they have objects of their own. */
  public static final int VALUE_MAX = 256 << 20;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final int ERROR_MAX = 4_096;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9._-]+/)*");
  private static final Pattern KEY = Pattern.compile("[a-z0-9/.]{1,100}");

  private final Place place;
  private final Supplier<Credentials> credentials;
  private final Sender sender;
  private final Clock clock;
  private final Duration pause;

  /**
   * Where the objects stand.
   *
   * @param endpoint such as {@code https://s3.eu-central-1.amazonaws.com}; the bucket is the first
   *     part of the path
   * @param region such as {@code eu-central-1}
   * @param bucket its name
   * @param prefix put before every key: empty, or parts that each end in a slash
   */
  public record Place(URI endpoint, String region, String bucket, String prefix) {
    /** Refuses what cannot be signed as it stands, and HTTP without TLS to other machines. */
    public Place {
      String scheme = String.valueOf(endpoint.getScheme());
      String host = String.valueOf(endpoint.getHost());
      boolean here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
      if (!scheme.equals("https") && !(scheme.equals("http") && here)) {
        throw RecordException.malformed(
            "endpoint " + endpoint + " must be https; http is for a store on this machine only");
      }
      boolean bare = endpoint.getRawPath().isEmpty() || endpoint.getRawPath().equals("/");
      if (!bare || endpoint.getRawQuery() != null || endpoint.getRawUserInfo() != null) {
        throw RecordException.malformed("endpoint " + host + " must be scheme, host and port only");
      }
      if (!BUCKET.matcher(bucket).matches() || !PREFIX.matcher(prefix).matches()) {
        throw RecordException.malformed(
            "bucket '"
                + Words.excerpt(bucket)
                + "' or prefix '"
                + Words.excerpt(prefix)
                + "' has letters that need encoding; use a-z, 0-9, dot and hyphen, and end a prefix"
                + " in a slash");
      }
    }
  }

  /**
   * Who asks.
   *
   * @param accessKey the public part
   * @param secretKey the secret; it is in no message
   * @param sessionToken goes with keys that end by themselves
   */
  public record Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
    @Override
    public String toString() {
      return "Credentials[" + accessKey + "]";
    }
  }

  /**
   * A bucket.
   *
   * @param credentials asked for every request, since some end by themselves
   * @param http a client that follows no redirects
   */
  public S3KeyValue(Place place, Supplier<Credentials> credentials, HttpClient http, Clock clock) {
    this(place, credentials, http, clock, PAUSE);
  }

  /**
   * The same by whatever client of HTTP the caller has.
   *
   * @param sender follows no redirects
   */
  public S3KeyValue(Place place, Supplier<Credentials> credentials, Sender sender, Clock clock) {
    this(place, credentials, sender, clock, PAUSE);
  }

  /** Sends one request and reads its answer. */
  @FunctionalInterface
  public interface Sender {
    /**
     * Sends.
     *
     * @param headers to be sent as they are; the client itself sets the host
     * @param body empty for a GET
     * @throws IOException if no whole answer came, or one of more than {@link #VALUE_MAX} bytes
     */
    Reply send(String method, URI to, Map<String, String> headers, byte[] body) throws IOException;
  }

  S3KeyValue(
      Place place,
      Supplier<Credentials> credentials,
      HttpClient http,
      Clock clock,
      Duration pause) {
    this(
        place,
        credentials,
        (method, to, headers, body) -> send(http, method, to, headers, body),
        clock,
        pause);
  }

  private S3KeyValue(
      Place place, Supplier<Credentials> credentials, Sender sender, Clock clock, Duration pause) {
    this.place = place;
    this.credentials = credentials;
    this.sender = sender;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * What came back.
   *
   * @param status the HTTP status
   * @param body at most {@link #VALUE_MAX} bytes
   */
  public record Reply(int status, byte[] body) {
    boolean isTransient() {
      return status == 429 || status == 409 || status >= 500;
    }

    /** The code in the store's XML, for people. */
    String words() {
      String xml = new String(body, 0, Math.min(body.length, ERROR_MAX), StandardCharsets.UTF_8);
      int from = xml.indexOf("<Code>");
      int to = xml.indexOf("</Code>");
      return status
          + (from >= 0 && to > from ? " " + Words.excerpt(xml.substring(from + 6, to)) : "");
    }
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    Reply reply = send("GET", key, Optional.empty(), false);
    if (reply.status == 404 && !reply.words().contains("NoSuchBucket")) {
      return Optional.empty();
    }
    require(reply, 200, "reading", key);
    return Optional.of(reply.body);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] value) throws IOException {
    for (int tried = 1; ; tried++) {
      try {
        Reply reply = sendOnce("PUT", key, Optional.of(value), true);
        if (reply.status == 412) {
          // An earlier try may have been the one that put it.
          return tried > 1 && get(key).filter(there -> Arrays.equals(there, value)).isPresent();
        }
        if (!reply.isTransient() || tried == TRIES) {
          require(reply, 200, "setting", key);
          return true;
        }
      } catch (IOException e) {
        if (tried == TRIES) {
          throw e;
        }
      }
      await(tried);
    }
  }

  @Override
  public void put(String key, byte[] value) throws IOException {
    require(send("PUT", key, Optional.of(value), false), 200, "setting", key);
  }

  /** Sends what may be repeated without harm. */
  private Reply send(String method, String key, Optional<byte[]> body, boolean ifAbsent)
      throws IOException {
    for (int tried = 1; ; tried++) {
      try {
        Reply reply = sendOnce(method, key, body, ifAbsent);
        if (!reply.isTransient() || tried == TRIES) {
          return reply;
        }
      } catch (IOException e) {
        if (tried == TRIES) {
          throw e;
        }
      }
      await(tried);
    }
  }

  private void await(int tried) throws IOException {
    try {
      Thread.sleep(pause.multipliedBy(1L << tried));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + this, e);
    }
  }

  private Reply sendOnce(String method, String key, Optional<byte[]> body, boolean ifAbsent)
      throws IOException {
    if (!KEY.matcher(key).matches()) {
      throw RecordException.malformed("'" + Words.excerpt(key) + "' is no key of a record");
    }
    String path = "/" + place.bucket + "/" + place.prefix + key;
    Instant now = clock.instant();
    Credentials who = credentials.get();
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", host(place.endpoint));
    headers.put("x-amz-content-sha256", Hash.sha256(body.orElse(new byte[0])).hex());
    headers.put("x-amz-date", SigV4.time(now));
    who.sessionToken().ifPresent(token -> headers.put("x-amz-security-token", token));
    if (ifAbsent) {
      headers.put("if-none-match", "*");
    }
    Map<String, String> sent = new TreeMap<>(headers);
    sent.remove("host"); // which the client sets by itself, to the same
    sent.put("Authorization", SigV4.authorization(method, path, headers, who, place.region, now));
    return sender.send(method, place.endpoint.resolve(path), sent, body.orElse(new byte[0]));
  }

  private static Reply send(
      HttpClient http, String method, URI to, Map<String, String> headers, byte[] body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(TIMEOUT)
            .method(
                method,
                method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] bytes = in.readNBytes(VALUE_MAX + 1);
        if (bytes.length > VALUE_MAX) {
          throw RecordException.brokenRecord(to + " is larger than any value of a record");
        }
        return new Reply(response.statusCode(), bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + to.getHost(), e);
    }
  }

  /** As the client writes it: without the port that the scheme has anyway. */
  private static String host(URI endpoint) {
    int usual = endpoint.getScheme().equals("https") ? 443 : 80;
    boolean bare = endpoint.getPort() == -1 || endpoint.getPort() == usual;
    return bare ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
  }

  private void require(Reply reply, int status, String doing, String key) throws IOException {
    if (reply.status != status) {
      throw new IOException(
          doing + " " + key + " at " + this + " was answered with " + reply.words());
    }
  }

  /** Where it is, without any secret. */
  @Override
  public String toString() {
    return place.endpoint + "/" + place.bucket + "/" + place.prefix;
  }
}
