// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A store that speaks as much S3 as a record needs and is strict where S3 is: it computes the
 * signature of each request by itself, from what it received, and refuses what is unsigned, late,
 * or not the payload that was signed. Shares no code with what it tests.
 */
final class S3Peer implements AutoCloseable {

  static final String ACCESS = "AKIAIOSFODNN7EXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  static final String REGION = "eu-test-1";
  static final String BUCKET = "record-bucket";

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request,"
              + " ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

  /** What goes wrong with the next requests, one each. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** 503 SlowDown, and nothing has happened. */
    BUSY,
    /** 409, as when two set the same key at once, and nothing has happened. */
    CONFLICT,
    /** All has happened, and the connection breaks before the answer. */
    LOST
  }

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final InstantSource clock;
  private final HttpServer server;

  S3Peer(InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Map<String, byte[]> objects() {
    return objects;
  }

  synchronized void next(Fault... some) {
    faults.addAll(List.of(some));
  }

  private synchronized Fault fault() {
    return faults.isEmpty() ? Fault.NONE : faults.poll();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String refusal = refusal(exchange, body);
      Fault fault = fault();
      if (!refusal.isEmpty()) {
        reply(exchange, refusal.equals("NoSuchBucket") ? 404 : 403, error(refusal));
      } else if (fault == Fault.BUSY) {
        reply(exchange, 503, error("SlowDown"));
      } else if (fault == Fault.CONFLICT) {
        reply(exchange, 409, error("ConditionalRequestConflict"));
      } else {
        serve(exchange, body, fault == Fault.LOST);
      }
    }
  }

  private void serve(HttpExchange exchange, byte[] body, boolean lost) throws IOException {
    String key = exchange.getRequestURI().getRawPath();
    byte[] there = objects.get(key);
    int status = 200;
    byte[] content = new byte[0];
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        status = there == null ? 404 : 200;
        content = there == null ? error("NoSuchKey") : there;
      }
      case "PUT" -> {
        if (!"*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
          objects.put(key, body);
        } else if (objects.putIfAbsent(key, body) != null) {
          status = 412;
          content = error("PreconditionFailed");
        }
      }
      default -> {
        status = 405;
        content = error("MethodNotAllowed");
      }
    }
    if (!lost) {
      reply(exchange, status, content);
    }
  }

  private static void reply(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }

  private static byte[] error(String code) {
    return ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The code with which S3 refuses such a request; empty when it is right. */
  private String refusal(HttpExchange exchange, byte[] body) throws IOException {
    UnaryOperator<String> header =
        name -> String.valueOf(exchange.getRequestHeaders().getFirst(name));
    Matcher stated = AUTHORIZATION.matcher(header.apply("authorization"));
    if (!stated.matches() || !stated.group(3).equals(REGION) || !stated.group(1).equals(ACCESS)) {
      return "AuthorizationHeaderMalformed";
    }
    if (!header.apply("x-amz-content-sha256").equals(sha256(body))) {
      return "XAmzContentSHA256Mismatch";
    }
    List<String> signed = List.of(stated.group(4).split(";"));
    boolean all =
        signed.containsAll(List.of("host", "x-amz-date", "x-amz-content-sha256"))
            && signed.stream().sorted().toList().equals(signed);
    String date = header.apply("x-amz-date");
    if (!all || !date.startsWith(stated.group(2))) {
      return "SignatureDoesNotMatch";
    }
    Instant at =
        LocalDateTime.parse(date, DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'"))
            .toInstant(ZoneOffset.UTC);
    if (Duration.between(at, clock.instant()).abs().compareTo(Duration.ofMinutes(15)) > 0) {
      return "RequestTimeTooSkewed";
    }
    Map<String, String> headers = new TreeMap<>();
    signed.forEach(name -> headers.put(name, header.apply(name)));
    String right =
        signature(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            headers,
            REGION,
            SECRET);
    if (!right.equals(stated.group(5))) {
      return "SignatureDoesNotMatch";
    }
    return exchange.getRequestURI().getRawPath().startsWith("/" + BUCKET + "/")
        ? ""
        : "NoSuchBucket";
  }

  /** As "Signature Calculations for the Authorization Header" of the S3 API reference has it. */
  static String signature(
      String method, String path, Map<String, String> headers, String region, String secret) {
    StringBuilder canonical = new StringBuilder(method + "\n" + path + "\n" + "" + "\n");
    new TreeMap<>(headers)
        .forEach((name, value) -> canonical.append(name).append(":").append(value).append("\n"));
    canonical.append("\n").append(String.join(";", new TreeMap<>(headers).keySet())).append("\n");
    canonical.append(headers.get("x-amz-content-sha256"));
    String date = String.valueOf(headers.get("x-amz-date"));
    String day = date.substring(0, 8);
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + date
            + "\n"
            + day
            + "/"
            + region
            + "/s3/aws4_request\n"
            + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
    byte[] ofDay = mac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), day);
    byte[] signing = mac(mac(mac(ofDay, region), "s3"), "aws4_request");
    return HexFormat.of().formatHex(mac(signing, toSign));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
