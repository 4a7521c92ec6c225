// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A push service and the browsers behind it (RFC 8030): holds every message to the standards, as a
 * real service does, and lets the device open it, which proves the encryption. Loopback only. Safe
 * for any number of threads.
 *
 * <p>A message is refused with 400 when a header is missing or wrong or the device cannot open it,
 * 401 or 403 when the sender's token is (RFC 8292), 404 when nobody has subscribed there, 413 when
 * it is longer than 4,096 bytes.
 */
public final class PushReceiver implements AutoCloseable {
  private static final Pattern AUTHORIZATION =
      Pattern.compile("vapid t=([\\w-]+\\.[\\w-]+)\\.([\\w-]+), ?k=([\\w-]+)");
  private static final Pattern AUDIENCE = Pattern.compile("\"aud\" ?: ?\"([^\"]*)\"");
  private static final Pattern EXPIRY = Pattern.compile("\"exp\" ?: ?([0-9]{1,15})");
  private static final Pattern SUBJECT =
      Pattern.compile("\"sub\" ?: ?\"(?:mailto:|https:)[^\"]+\"");
  private static final Set<String> URGENCIES = Set.of("very-low", "low", "normal", "high");
  private static final int MAX_BYTES = 4_096;
  private static final int MAX_DEVICES = 100_000;

  private final HttpReceiver door;
  private final InstantSource clock;
  private final Recent<ReceivedPush> recent;
  private final Map<String, PushDevice> devices = new ConcurrentHashMap<>();

  private PushReceiver(Faults faults, InstantSource clock, int keep) throws IOException {
    this.clock = clock;
    this.recent = new Recent<>(keep);
    this.door =
        HttpReceiver.start(
            faults,
            clock,
            0,
            new HttpReceiver.Manner() {
              @Override
              public HttpReply take(ReceivedRequest request) {
                return PushReceiver.this.take(request);
              }
            });
  }

  /**
   * Starts to listen on any free port of 127.0.0.1.
   *
   * @param faults what goes wrong
   * @param clock by which tokens run out
   * @param keep how many of the last messages are kept, 0 to 100,000
   */
  public static PushReceiver start(Faults faults, InstantSource clock, int keep)
      throws IOException {
    return new PushReceiver(faults, clock, keep);
  }

  /** The device of this name; it subscribes when it is asked for first. */
  public PushDevice device(String name) {
    if (devices.size() >= MAX_DEVICES) {
      throw new IllegalStateException("there are %d devices already".formatted(MAX_DEVICES));
    }
    return devices.computeIfAbsent(
        "/push/" + name, path -> PushDevice.at(URI.create(door.base() + path)));
  }

  /** The device of this name takes its subscription back: what is sent to it gets 404. */
  public void unsubscribe(String name) {
    devices.remove("/push/" + name);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return door.port();
  }

  /** The last messages that devices opened, oldest first. */
  public List<ReceivedPush> recent() {
    return recent.list();
  }

  private HttpReply take(ReceivedRequest request) {
    PushDevice device = devices.get(request.path());
    if (device == null) {
      return HttpReply.of(404, "nobody has subscribed here");
    }
    String topic = request.header("topic").orElse("");
    String urgency = request.header("urgency").orElse("normal");
    String seconds = request.header("ttl").orElse("");
    if (!request.method().equals("POST")
        || !request.header("content-encoding").orElse("").equals("aes128gcm")
        || !seconds.matches("[0-9]{1,10}")
        || !URGENCIES.contains(urgency)
        || !topic.matches("[A-Za-z0-9_-]{0,32}")) {
      return HttpReply.of(400, "TTL, Urgency, Topic or Content-Encoding is wrong");
    }
    if (request.bytes() > MAX_BYTES) {
      return HttpReply.of(413, "the message is too long");
    }
    int refused = refusal(request.header("authorization").orElse(""));
    if (refused != 0) {
      return HttpReply.of(refused, "the token is wrong");
    }
    String text;
    try {
      text = new String(device.open(request.body().getBytes(ISO_8859_1)), UTF_8);
    } catch (IllegalArgumentException e) {
      return HttpReply.of(400, "the device cannot open it");
    }
    recent.add(
        new ReceivedPush(
            device.endpoint(), text, Long.parseLong(seconds), urgency, topic, request));
    return new HttpReply(201, Map.of("Location", door.base() + "/message"), "");
  }

  /** 0 when a token is good; 401 when it is missing or torn, 403 when it is not for us or over. */
  private int refusal(String authorization) {
    Matcher vapid = AUTHORIZATION.matcher(authorization);
    if (!vapid.matches()) {
      return 401;
    }
    String[] parts = vapid.group(1).split("\\.", -1);
    String header = text(parts[0]);
    String claims = text(parts[1]);
    if (!header.contains("\"ES256\"") || !signed(vapid.group(1), vapid.group(2), vapid.group(3))) {
      return 401;
    }
    Matcher audience = AUDIENCE.matcher(claims);
    Matcher expiry = EXPIRY.matcher(claims);
    Instant now = clock.instant();
    boolean good =
        audience.find()
            && audience.group(1).equals(door.base().toString())
            && expiry.find()
            && Instant.ofEpochSecond(Long.parseLong(expiry.group(1))).isAfter(now)
            && !Instant.ofEpochSecond(Long.parseLong(expiry.group(1)))
                .isAfter(now.plus(Duration.ofHours(24)))
            && SUBJECT.matcher(claims).find();
    return good ? 0 : 403;
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
  }

  /** Whether an ES256 signature is good (RFC 7515, RFC 7518 §3.4). */
  public static boolean signed(String text, String signature, String publicKey) {
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
      check.initVerify(
          PushDevice.publicKey(
              Base64.getUrlDecoder().decode(publicKey),
              curve.getParameterSpec(ECParameterSpec.class)));
      check.update(text.getBytes(UTF_8));
      return check.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Stops at once. */
  @Override
  public void close() {
    door.close();
  }
}
