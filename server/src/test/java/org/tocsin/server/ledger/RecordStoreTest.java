// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.record.KeyValue;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.record.Stamp;
import org.tocsin.record.Verdict;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.server.world.PostgresWorld;

/**
 * FEATURE UNDER TEST: the record is published where {@code tocsin.record.store} says. How a record
 * behaves in each store, and how requests to a bucket are signed, is for the tests of {@code
 * record}.
 */
class RecordStoreTest {

  private static final String ACCESS = "AKIAIOSFODNN7EXAMPLE";

  private final PostgresWorld.Database database = PostgresWorld.freshDatabase();
  @TempDir private Path folder;

  private static StoreSettings settings(Map<String, String> given) {
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("tocsin.record", Bindable.of(StoreSettings.class));
  }

  private LedgerNode node(StoreSettings settings, Outbound outbound) {
    Path data = folder.resolve("data");
    return LedgerNode.start(
        database, data, settings.place(new DataFolder(data), database.dataSource(), outbound));
  }

  private static void act(LedgerNode node, int count) {
    List<Act> acts =
        IntStream.range(0, count).mapToObj(i -> Act.of("CaseOpened").about("case-" + i)).toList();
    node.get(TransactionTemplate.class)
        .executeWithoutResult(_ -> node.get(Ledger.class).appendAll(acts));
  }

  private static void publish(LedgerNode node) {
    while (node.get(RecordPublisher.class).runDue(Instant.now()) > 0) {}
  }

  private static void requireWhole(LedgerNode node, long size) {
    PublishedRecord record = node.get(PublishedRecord.class);
    assertThat(record.state().size()).isEqualTo(size);
    assertThat(record.verify()).matches(Verdict::ok);
    assertThat(record.tile("0/000.p/" + size).bytes()).hasSize(Math.toIntExact(32 * size));
    assertThatThrownBy(() -> record.tile("9/000")).hasMessageContaining("is not there");
  }

  @Test
  void theRecordStandsInTheDatabaseAndGrowsOnAfterAStart() throws IOException {
    StoreSettings settings = settings(Map.of("tocsin.record.store", "postgres"));
    try (Outbound outbound = outbound()) {
      try (LedgerNode node = node(settings, outbound)) {
        act(node, 3);
        publish(node);
        requireWhole(node, 3);
      }
      try (LedgerNode node = node(settings, outbound)) {
        act(node, 2);
        publish(node);
        requireWhole(node, 5);
        node.get(JdbcClient.class)
            .sql("update ledger.record_value set value = '\\x00' where key = 'log/tile/0/000.p/5'")
            .update();
        assertThat(node.get(PublishedRecord.class).verify().ok()).isFalse();
      }
    }
    assertThat(folder.resolve("data/record")).doesNotExist();
  }

  @Test
  void twoNodesShareOneRecordAndNeitherStandsStill() throws IOException {
    StoreSettings settings = settings(Map.of("tocsin.record.store", "postgres"));
    try (Outbound outbound = outbound();
        LedgerNode one = node(settings, outbound);
        LedgerNode other = node(settings, outbound)) {
      for (int round = 1; round <= 4; round++) {
        act(one, 1);
        publish(round % 2 == 0 ? one : other);
        publish(round % 2 == 0 ? other : one);
        requireWhole(one, round);
        requireWhole(other, round);
      }
    }
  }

  @Test
  void whatAnotherNodeWroteBesideTheEntriesMakesNoAppendFailAndIsNotOverwritten()
      throws IOException {
    StoreSettings settings = settings(Map.of("tocsin.record.store", "postgres"));
    try (Outbound outbound = outbound();
        LedgerNode one = node(settings, outbound);
        LedgerNode other = node(settings, outbound)) {
      RecordPublisher mine = one.get(RecordPublisher.class);
      RecordPublisher theirs = other.get(RecordPublisher.class);
      act(one, 1);
      publish(one);
      publish(other);
      SignedCheckpoint first = theirs.reader().checkpoint();
      theirs.keep(first);
      act(one, 1);
      assertThat(mine.runDue(Instant.now())).isEqualTo(1);
      SignedCheckpoint second = mine.reader().checkpoint();
      assertThat(second.checkpoint().size()).isEqualTo(2);
      publish(other);
      theirs.keep(second);
      mine.keep(first);
      assertThat(mine.place().source().find("checkpoint.cosigned")).hasValue(second.bytes());
      theirs.keepStamped(second);
      mine.keepStamped(first);
      assertThat(mine.place().source().find(Stamp.FILE)).hasValue(second.bytes());
    }
  }

  @Test
  void theRecordStandsInABucketAndAStoreThatIsAwayStopsNoAct() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "not in any message\n");
    try (Bucket bucket = new Bucket();
        Outbound outbound = outbound();
        LedgerNode node =
            node(
                settings(
                    Map.of(
                        "tocsin.record.store",
                        "s3",
                        "tocsin.record.s3.endpoint",
                        bucket.endpoint(),
                        "tocsin.record.s3.bucket",
                        "record-bucket",
                        "tocsin.record.s3.prefix",
                        "desk/",
                        "tocsin.record.s3.access-key",
                        ACCESS,
                        "tocsin.record.s3.secret-key-file",
                        secret.toString())),
                outbound)) {
      act(node, 3);
      publish(node);
      requireWhole(node, 3);
      assertThat(bucket.objects).containsKey("/record-bucket/desk/log/checkpoint");
      bucket.isAway = true;
      act(node, 1);
      assertThatThrownBy(() -> publish(node))
          .hasStackTraceContaining("503")
          .satisfies(e -> assertThat(e.toString()).doesNotContain("not in any message"));
      assertThat(node.get(PublishedRecord.class).state().size())
          .as("whoever looks sees it as it was")
          .isEqualTo(3);
      bucket.isAway = false;
      publish(node);
      requireWhole(node, 4);
    }
  }

  @Test
  void aStoreThatPutsOverWhatItHasIsRefused() throws IOException {
    Map<String, byte[]> values = new ConcurrentHashMap<>();
    KeyValue forgetful =
        new KeyValue() {
          @Override
          public Optional<byte[]> get(String key) {
            return Optional.ofNullable(values.get(key));
          }

          @Override
          public boolean putIfAbsent(String key, byte[] value) {
            values.put(key, value);
            return true;
          }

          @Override
          public void put(String key, byte[] value) {
            values.put(key, value);
          }

          @Override
          public String toString() {
            return "bucket of a test";
          }
        };
    RecordPlace.Values place = new RecordPlace.Values(forgetful);
    assertThatThrownBy(place::requireThatItKeepsWhatItHas)
        .hasMessageContaining("bucket of a test")
        .hasMessageContaining("If-None-Match");
  }

  @ParameterizedTest
  @CsvSource({
    "store=tape, must be folder",
    "store=s3, must be set",
    "store=s3 s3.endpoint=https://s3.example s3.bucket=record-bucket, access-key must be set",
    "store=s3 s3.endpoint=https://s3.example s3.bucket=record-bucket s3.access-key=A, secret-key-file",
    "store=s3 s3.endpoint=http://s3.example s3.bucket=record-bucket s3.access-key=A s3.secret-key=B,"
        + " must be https"
  })
  void aPlaceThatIsNoneIsRefusedAtTheStart(String given, String words) {
    Map<String, String> map = new java.util.HashMap<>();
    for (String each : given.split(" ")) {
      String[] parts = each.split("=", 2);
      map.put("tocsin.record." + parts[0], parts[1]);
    }
    assertThatThrownBy(() -> settings(map)).hasStackTraceContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", ""})
  void itIsAFolderWhereNothingElseIsSaid(String said) {
    StoreSettings settings =
        settings(said.isEmpty() ? Map.of() : Map.of("tocsin.record.store", said));
    try (Outbound outbound = outbound()) {
      assertThat(
              settings.place(
                  new DataFolder(folder.resolve("data")), database.dataSource(), outbound))
          .isEqualTo(new RecordPlace.Folder(folder.resolve("data/record")));
    }
  }

  private static Outbound outbound() {
    return new Outbound(
        new OutboundSettings(
            List.of("127.0.0.0/8"), Duration.ofSeconds(5), Duration.ofSeconds(30), 8));
  }

  /** As much of a bucket as a record needs; it looks at the name in the signature only. */
  private static final class Bucket implements AutoCloseable {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private volatile boolean isAway;

    Bucket() throws IOException {
      server.createContext("/", this::answer);
      server.start();
    }

    String endpoint() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] found = objects.get(exchange.getRequestURI().getPath());
        String signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (isAway || !signed.startsWith("AWS4-HMAC-SHA256 Credential=" + ACCESS + "/")) {
          exchange.sendResponseHeaders(isAway ? 503 : 403, -1);
        } else if (exchange.getRequestMethod().equals("PUT")) {
          boolean isTaken =
              found != null && exchange.getRequestHeaders().containsKey("If-None-Match");
          if (!isTaken) {
            objects.put(exchange.getRequestURI().getPath(), body);
          }
          exchange.sendResponseHeaders(isTaken ? 412 : 200, -1);
        } else if (found == null) {
          exchange.sendResponseHeaders(404, -1);
        } else {
          exchange.sendResponseHeaders(200, found.length == 0 ? -1 : found.length);
          exchange.getResponseBody().write(found);
        }
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
