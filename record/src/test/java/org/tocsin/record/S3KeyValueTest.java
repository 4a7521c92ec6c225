// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.S3KeyValue.Credentials;
import org.tocsin.record.S3KeyValue.Place;
import org.tocsin.record.S3Peer.Fault;

/**
 * FEATURE UNDER TEST: a bucket is a store of a record, with signed requests.
 *
 * <p>The peer is {@link S3Peer}, or another one with {@code -Dtocsin.test.s3=http://127.0.0.1:PORT}
 * that has its keys and its bucket; what only our own peer can play is left out then.
 */
class S3KeyValueTest extends LogStoreContract {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Credentials WHO =
      new Credentials(S3Peer.ACCESS, S3Peer.SECRET, Optional.empty());
  private static final String OTHER = System.getProperty("tocsin.test.s3", "");

  /** So that no test meets what another one left, in a peer that lives longer than they do. */
  private final String fresh = "t" + Long.toHexString(System.nanoTime()) + "/";

  private static HttpClient http = HttpClient.newHttpClient();
  private static S3Peer peer;

  @BeforeAll
  static void start() throws IOException {
    peer = new S3Peer(InstantSource.fixed(NOW));
  }

  @AfterAll
  static void stop() {
    peer.close();
    http.close();
  }

  private S3KeyValue bucket(String place, String bucket, Credentials who, Clock clock) {
    URI endpoint = OTHER.isEmpty() ? peer.endpoint() : URI.create(OTHER);
    return new S3KeyValue(
        new Place(endpoint, S3Peer.REGION, bucket, fresh + place + "/"),
        () -> who,
        http,
        clock,
        Duration.ZERO);
  }

  private static Clock clock() {
    return OTHER.isEmpty() ? Clock.fixed(NOW, ZoneOffset.UTC) : Clock.systemUTC();
  }

  private S3KeyValue values(String place) {
    return bucket(place, S3Peer.BUCKET, WHO, clock());
  }

  @Override
  LogStore store(String place) throws IOException {
    return KeyValueStore.forWriting(values(place));
  }

  @Override
  RecordFolder record(String place) throws IOException {
    return RecordFolder.open(values(place), Given.DESK);
  }

  @Override
  RecordFolder recordCutAt(String place, int step, long seed) throws IOException {
    return RecordFolder.open(new CutValues(values(place), step, seed == 0), Given.DESK);
  }

  @Override
  RecordReader reader(String place) throws IOException {
    return RecordReader.open(values(place), Given.DESK.verifier());
  }

  @Test
  void signsAsAmazonsExamplesDo() {
    // "Signature Calculations for the Authorization Header: Transferring Payload in a Single
    // Chunk", Amazon S3 API reference.
    Instant at = Instant.parse("2013-05-24T00:00:00Z");
    Map<String, String> get = new TreeMap<>();
    get.put("host", "examplebucket.s3.amazonaws.com");
    get.put("range", "bytes=0-9");
    get.put("x-amz-content-sha256", Hash.sha256(new byte[0]).hex());
    get.put("x-amz-date", "20130524T000000Z");
    requireSigned(
        "GET",
        "/test.txt",
        get,
        at,
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    Map<String, String> put = new TreeMap<>();
    put.put("date", "Fri, 24 May 2013 00:00:00 GMT");
    put.put("host", "examplebucket.s3.amazonaws.com");
    put.put("x-amz-content-sha256", Hash.sha256(Given.utf8("Welcome to Amazon S3.")).hex());
    put.put("x-amz-date", "20130524T000000Z");
    put.put("x-amz-storage-class", "REDUCED_REDUNDANCY");
    requireSigned(
        "PUT",
        "/test%24file.text",
        put,
        at,
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  private static void requireSigned(
      String method, String path, Map<String, String> headers, Instant at, String signature) {
    assertThat(SigV4.authorization(method, path, new TreeMap<>(headers), WHO, "us-east-1", at))
        .endsWith("Signature=" + signature)
        .contains("Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request");
    assertThat(S3Peer.signature(method, path, headers, "us-east-1", S3Peer.SECRET))
        .isEqualTo(signature);
  }

  @Test
  void setsAndFindsValues() throws IOException {
    S3KeyValue values = values("plain");
    assertThat(values.get("a/b.c")).isEmpty();
    assertThat(values.putIfAbsent("a/b.c", new byte[] {1})).isTrue();
    assertThat(values.putIfAbsent("a/b.c", new byte[] {2})).isFalse();
    assertThat(values.get("a/b.c")).hasValue(new byte[] {1});
    values.put("a/b.c", new byte[0]);
    assertThat(values.get("a/b.c")).hasValue(new byte[0]);
  }

  @Test
  @DisabledIfSystemProperty(named = "tocsin.test.s3", matches = ".+")
  void isRefusedAloudWithAnotherKeyBucketOrClock() {
    Credentials other = new Credentials(S3Peer.ACCESS, "another secret", Optional.empty());
    assertThatThrownBy(() -> bucket("a", S3Peer.BUCKET, other, clock()).get("x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("403 SignatureDoesNotMatch")
        .hasMessageNotContaining("another secret");
    assertThat(other.toString()).doesNotContain("another secret");
    assertThatThrownBy(() -> bucket("a", "no-such-bucket", WHO, clock()).get("x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("NoSuchBucket");
    Clock late = Clock.offset(clock(), Duration.ofMinutes(16));
    assertThatThrownBy(() -> bucket("a", S3Peer.BUCKET, WHO, late).put("x", new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("403 RequestTimeTooSkewed");
  }

  @Test
  @DisabledIfSystemProperty(named = "tocsin.test.s3", matches = ".+")
  void triesAgainWhenTheStoreIsBusyOrTheAnswerIsLost() throws IOException {
    S3KeyValue values = values("busy");
    peer.next(Fault.BUSY, Fault.LOST);
    assertThat(values.putIfAbsent("one", new byte[] {1})).isTrue(); // 503, lost, 412 and read
    peer.next(Fault.CONFLICT, Fault.BUSY);
    assertThat(values.putIfAbsent("one", new byte[] {2})).isFalse();
    peer.next(Fault.LOST, Fault.LOST);
    values.put("two", new byte[] {2});
    peer.next(Fault.BUSY, Fault.LOST);
    assertThat(values.get("two")).hasValue(new byte[] {2});
    peer.next(Fault.BUSY, Fault.BUSY, Fault.BUSY);
    assertThatThrownBy(() -> values.get("two")).hasMessageContaining("503 SlowDown");
    assertThat(values.get("one")).hasValue(new byte[] {1});
  }

  @Test
  @DisabledIfSystemProperty(named = "tocsin.test.s3", matches = ".+")
  void whatStandsInTheBucketIsServedAsItIs(@TempDir Path copy) throws IOException {
    RecordFolder.open(values("mirror"), Given.DESK)
        .append(Given.randomEntries(new SplittableRandom(2), 700));
    String under = "/" + S3Peer.BUCKET + "/" + fresh + "mirror/log/";
    for (Map.Entry<String, byte[]> object : peer.objects().entrySet()) {
      if (object.getKey().startsWith(under)) {
        Path file = copy.resolve(object.getKey().substring(under.length()));
        Files.createDirectories(file.getParent());
        Files.write(file, object.getValue());
      }
    }
    assertThat(Verification.verify(copy, List.of(Given.DESK.verifier())).ok()).isTrue();
  }

  @Test
  void refusesPlacesThatCouldNotBeSignedOrWouldShowTheirTraffic() {
    URI https = URI.create("https://s3.example");
    for (Place place :
        List.of(new Place(https, "r", "abc", ""), new Place(https, "r", "abc", "a/b/"))) {
      assertThat(new S3KeyValue(place, () -> WHO, http, clock()).toString()).startsWith("https");
    }
    for (String bad :
        List.of("http://s3.example", "https://u@s3.example", "https://s3.example/x")) {
      assertThatThrownBy(() -> new Place(URI.create(bad), "r", "abc", ""))
          .isInstanceOf(RecordException.class);
    }
    for (String prefix : List.of("a", "/a/", "ä/", "a b/")) {
      assertThatThrownBy(() -> new Place(https, "r", "abc", prefix))
          .isInstanceOf(RecordException.class);
    }
  }
}
