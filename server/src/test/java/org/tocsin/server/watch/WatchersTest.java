// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.Area;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.Danger;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.Place;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.Shape;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.audience.WatcherKind;
import org.tocsin.audience.When;
import org.tocsin.audience.Window;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;

/** FEATURE UNDER TEST: watchers are taken in, matched, kept sealed, and forgotten on demand. */
class WatchersTest {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final Danger RED_SQUARE =
      Danger.of(
          Area.circle(55.7539, 37.6208, 2_000),
          new Window(Instant.parse("2024-03-07T18:00:00Z"), Instant.parse("2024-03-09T18:00:00Z")));
  private static final String HEADER =
      "id,name,kind,lat,lon,radiusMetres,from,until,languages,channel,address\n";

  private static final PostgresWorld.Database DATABASE = PostgresWorld.freshDatabase();
  private static StageWorld world;
  private static Watchers watchers;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() {
    world = StageWorld.on(DATABASE);
    watchers = world.get(Watchers.class);
    jdbc = world.get(JdbcClient.class);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void aFileIsTakenInAndMatchedAtOnce() {
    ImportResult result =
        csv(
            "moscow-1,Anna,person,55.7540,37.6200,100,,,ru|en,email,anna@example.org\n"
                + "moscow-1,Anna,person,55.7540,37.6200,100,,,ru|en,webhook,https://example.org/h\n"
                + "paris-1,Bo,person,48.85,2.35,100,,,fr,email,bo@example.org\n");

    assertThat(result.watchers()).isEqualTo(2);
    assertThat(result.rejected()).isZero();
    WatcherId anna = watchers.find("moscow-1").orElseThrow();
    assertThat(watchers.match(RED_SQUARE).contains(anna.number())).isTrue();
    assertThat(watchers.match(RED_SQUARE).contains(watchers.find("paris-1").orElseThrow().number()))
        .isFalse();
    Contact contact = watchers.contacts(anna.number()).getFirst();
    assertThat(contact.addresses("email")).containsExactly("anna@example.org");
    assertThat(contact.addresses("webhook")).containsExactly("https://example.org/h");
    assertThat(contact.languages()).containsExactly("ru", "en");
  }

  @Test
  void theSameIdAgainReplacesTheWatcherAndKeepsTheNumber() {
    csv("move-1,C,person,48.85,2.35,100,,,fr,email,c@example.org\n");
    WatcherId before = watchers.find("move-1").orElseThrow();
    csv("move-1,C,person,55.7540,37.6200,100,,,fr,email,c2@example.org\n");

    assertThat(watchers.find("move-1")).contains(before);
    assertThat(watchers.match(RED_SQUARE).contains(before.number())).isTrue();
    assertThat(watchers.contacts(before.number()).getFirst().addresses("email"))
        .containsExactly("c2@example.org");
  }

  @Test
  void neitherNameNorAddressNorPlaceStandsReadableInTheTable() {
    csv("secret-1,Confidentia,person,55.7540,37.6200,100,,,ru,email,confidentia@example.org\n");

    String row =
        jdbc.sql("select w::text from watch.watcher w where external_id = 'secret-1'")
            .query(String.class)
            .single();
    byte[] box =
        jdbc.sql("select sealed from watch.watcher where external_id = 'secret-1'")
            .query((r, i) -> r.getBytes(1))
            .single();
    assertThat(row).doesNotContain("Confidentia", "confidentia");
    assertThat(new String(box, StandardCharsets.ISO_8859_1))
        .doesNotContainIgnoringCase("confidentia");
    assertThat(new Contact.Channel("email", "x@example.org").toString()).doesNotContain("example");
  }

  @Test
  void erasingDestroysTheKeyAndLeavesOnlyTheNumber() {
    csv("gone-1,D,person,55.7540,37.6200,100,,,ru,email,d@example.org\n");
    WatcherId id = watchers.find("gone-1").orElseThrow();

    watchers.erase(id, OFFICER);

    assertThat(watchers.find("gone-1")).isEmpty();
    assertThat(watchers.card(id)).isEmpty();
    assertThat(watchers.contacts(id.number())).isEmpty();
    assertThat(watchers.match(RED_SQUARE).contains(id.number())).isFalse();
    assertThat(
            jdbc.sql(
                    "select count(*) from watch.watcher where number = ? and key is null and sealed is null")
                .param(id.number())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThatThrownBy(() -> watchers.erase(id, OFFICER)).hasMessageContaining("no watcher");
  }

  @Test
  void aNodeThatStartsAndANodeThatFollowsKnowTheSameWatchers() {
    csv("node-1,E,person,55.7540,37.6200,100,,,ru,email,e@example.org\n");
    try (StageWorld other = StageWorld.on(DATABASE, "tocsin.data", dataOf(world))) {
      Watchers there = other.get(Watchers.class);
      assertThat(there.match(RED_SQUARE)).isEqualTo(watchers.match(RED_SQUARE));

      csv("node-2,F,person,55.7541,37.6201,100,,,ru,email,f@example.org\n");
      watchers.erase(watchers.find("node-1").orElseThrow(), OFFICER);
      assertThat(there.match(RED_SQUARE)).isNotEqualTo(watchers.match(RED_SQUARE));
      RosterKeeper follower = other.get(RosterKeeper.class);
      follower.runDue(Instant.EPOCH);

      assertThat(there.match(RED_SQUARE)).isEqualTo(watchers.match(RED_SQUARE));
      assertThat(follower.runDue(Instant.EPOCH)).isZero();
    }
  }

  private static Object dataOf(StageWorld world) {
    return world.get(org.tocsin.server.kernel.database.DataFolder.class).data();
  }

  @Test
  void aWatcherWithoutAChannelIsTakenAndListedAsUnreachable() {
    ImportResult result = csv("mute-1,G,person,55.7540,37.6200,100,,,ru,,\n");

    assertThat(result.watchers()).isEqualTo(1);
    assertThat(result.unreachable()).isEqualTo(1);
    assertThat(watchers.list(0, 100, "mute-1", "", true)).hasSize(1);
    long number = watchers.find("mute-1").orElseThrow().number();
    assertThat(watchers.summary(java.util.stream.LongStream.of(number)).unreachable()).isEqualTo(1);
  }

  /** Each line is refused alone; the good line beside it is taken; the bad one is kept, sealed. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          latitude off the earth    ; bad-1,A,person,95,37,100,,,ru,email,a@example.org              ; lat
          longitude no number       ; bad-2,A,person,55,east,100,,,ru,email,a@example.org            ; lon
          unknown kind              ; bad-3,A,ghost,55,37,100,,,ru,email,a@example.org               ; kind
          time without a zone       ; bad-4,A,person,55,37,100,2024-03-07T18:00:00,,ru,email,a@example.org ; from
          radius too wide           ; bad-5,A,person,55,37,900000,,,ru,email,a@example.org           ; radiusMetres
          no id                     ; ,A,person,55,37,100,,,ru,email,a@example.org                   ; id
          """)
  void aBadLineIsToldAndKeptAndTheOthersAreTaken(String what, String line, String column) {
    ImportResult result =
        csv(line + "\nbeside-1,B,person,48.85,2.35,100,,,fr,email,b@example.org\n");

    assertThat(result.watchers()).as(what).isEqualTo(1);
    assertThat(result.rejected()).as(what).isEqualTo(1);
    assertThat(result.problems())
        .first()
        .satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(2);
          assertThat(problem.column()).isEqualTo(column);
          assertThat(problem.remedy()).isNotBlank();
        });
    assertThat(
            jdbc.sql(
                    "select count(*) from watch.reject where import_id = (select max(id) from watch.import)")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void refusedLinesAreOpenedAsAFileAndAddWhatWasMissingWhenMended() {
    ImportResult first =
        csv(
            "mend-1,M,venue,95,37.62,100,,,ru,email,m@example.org\n"
                + "mend-1,M,venue,48.85,2.35,100,,,ru,email,m2@example.org\n"
                + "mend-2,N,person,48.85,2.35,100,,,fr,email,no address\n");
    assertThat(first.rejected()).isEqualTo(1);
    assertThat(first.kept()).isEqualTo(2);

    KeptLines kept = watchers.keptLines(first.id(), OFFICER);
    String file = text(kept);
    assertThat(kept.fileName()).isEqualTo("rejects-" + first.id() + ".csv");
    assertThat(file.lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("reason," + HEADER.strip()),
            line ->
                assertThat(line)
                    .startsWith("\"line 2, lat: lat is out of range (found: 95);")
                    .endsWith("\",mend-1,M,venue,95,37.62,100,,,ru,email,m@example.org"),
            line ->
                assertThat(line)
                    .startsWith("\"line 4, address: is no e-mail address")
                    .endsWith("\",mend-2,N,person,48.85,2.35,100,,,fr,email,no address"));

    ImportResult mended =
        watchers.importFile(
            stream(
                file.replace(",95,37.62,", ",55.7540,37.6200,")
                    .replace("no address", "n@example.org")),
            WatcherFiles.Format.CSV,
            OFFICER);
    assertThat(mended.rejected()).isZero();
    assertThat(mended.kept()).isZero();
    WatcherId one = watchers.find("mend-1").orElseThrow();
    assertThat(watchers.card(one).orElseThrow().places()).hasSize(2);
    assertThat(watchers.card(one).orElseThrow().kind().word()).isEqualTo("venue");
    assertThat(watchers.match(RED_SQUARE).contains(one.number())).isTrue();
    assertThat(watchers.contacts(one.number()).getFirst().addresses("email"))
        .containsExactly("m2@example.org", "m@example.org");
    WatcherId two = watchers.find("mend-2").orElseThrow();
    assertThat(watchers.card(two).orElseThrow().places()).hasSize(1);
    assertThat(watchers.contacts(two.number()).getFirst().addresses("email"))
        .containsExactly("n@example.org");

    watchers.forgetKeptLines(first.id(), OFFICER);
    assertThatThrownBy(() -> watchers.keptLines(first.id(), OFFICER))
        .hasMessageContaining("no lines are kept");
    assertThatThrownBy(() -> watchers.forgetKeptLines(first.id(), OFFICER))
        .hasMessageContaining("no lines are kept");
  }

  @Test
  void aMendedLineThatMakesAWatcherTooLargeIsKeptAndTheOthersAreTaken() {
    StringBuilder full = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      full.append("full-1,F,person,48.85,2.35,100,,,fr,email,f").append(i).append("@example.org\n");
    }
    csv(full.toString());

    ImportResult mended =
        watchers.importFile(
            stream(
                """
                reason,id,lat,lon,channel,address
                line 2,full-1,55.7540,37.6200,email,f9@example.org
                line 3,full-1,,,email,one-more@example.org
                line 4,full-2,55.7540,37.6200,email,g@example.org
                """),
            WatcherFiles.Format.CSV,
            OFFICER);
    assertThat(mended.watchers()).isEqualTo(2);
    assertThat(mended.rejected()).isEqualTo(1);
    assertThat(mended.kept()).isEqualTo(1);
    WatcherId one = watchers.find("full-1").orElseThrow();
    assertThat(watchers.card(one).orElseThrow().places()).hasSize(2);
    assertThat(watchers.contacts(one.number()).getFirst().addresses("email")).hasSize(50);
    assertThat(watchers.find("full-2")).isPresent();
    assertThat(text(watchers.keptLines(mended.id(), OFFICER)))
        .contains("\"line 3, id: this watcher has more than 10000 places or 50 channels")
        .endsWith("\",full-1,,,email,one-more@example.org\n")
        .hasLineCount(2);
  }

  @Test
  void keptLinesAndTheirHeaderAreSealed() {
    ImportResult result =
        watchers.importFile(
            stream("id,lat,lon,Confidentia\nsealed-1,95,2,Confidentia\nsealed-2,1,2,x\n"),
            WatcherFiles.Format.CSV,
            OFFICER);
    for (String column :
        List.of(
            "select header from watch.import where id = ?",
            "select sealed from watch.reject where import_id = ?")) {
      byte[] box = jdbc.sql(column).param(result.id()).query((r, i) -> r.getBytes(1)).single();
      assertThat(new String(box, StandardCharsets.ISO_8859_1)).doesNotContain("Confidentia");
    }
  }

  @Test
  void geoJsonIsTakenInAndItsBadFeatureKeptAlone() {
    ImportResult result =
        watchers.importFile(
            stream(
                """
                {"type":"FeatureCollection","features":[
                {"type":"Feature","id":"geo-1","properties":{"channel":"email","address":"g@example.org"},
                 "geometry":{"type":"Polygon","coordinates":[[[37,55],[38,55],[38,56],[37,56],[37,55]]]}},
                {"type":"Feature","id":"geo-2","properties":{},
                 "geometry":{"type":"Point","coordinates":[37,155]}}
                ]}
                """),
            WatcherFiles.Format.GEOJSON,
            OFFICER);
    assertThat(result.watchers()).isEqualTo(1);
    assertThat(watchers.match(RED_SQUARE).contains(watchers.find("geo-1").orElseThrow().number()))
        .isTrue();
    String file = text(watchers.keptLines(result.id(), OFFICER));
    assertThat(file)
        .startsWith("{\"reason\":\"line 4, geometry: latitude is out of range (found: 155);")
        .hasLineCount(1);
    ImportResult mended =
        watchers.importFile(
            stream(file.replace(",155]", ",55]")), WatcherFiles.Format.GEOJSON, OFFICER);
    assertThat(mended.watchers()).isEqualTo(1);
    assertThat(watchers.find("geo-2")).isPresent();
  }

  @Test
  void whoeverIsEnteredWhileMendedLinesAreTakenInIsJoinedAndNotReplaced() throws Exception {
    String mended = "reason,id,lat,lon\nline 9,beside-1,55.75,37.62\n";
    FileWatcher entered =
        new FileWatcher(
            "beside-1",
            "",
            WatcherKind.PERSON,
            List.of(new Place(new Shape.PointRadius(Coordinates.of(48, 2), 0), When.always())),
            Preferences.everything(),
            List.of());
    CompletableFuture<ImportResult> importing = new CompletableFuture<>();
    world
        .get(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          watchers.put(entered, OFFICER);
          Thread.ofPlatform()
              .start(() ->
                  importing.complete(
                      watchers.importFile(stream(mended), WatcherFiles.Format.CSV, OFFICER)));
          while (jdbc.sql("select count(*) from pg_locks where not granted")
                  .query(Integer.class)
                  .single()
              == 0) {
            Thread.onSpinWait();
          }
        });
    assertThat(importing.get(30, TimeUnit.SECONDS).watchers()).isEqualTo(1);
    long number = watchers.find("beside-1").orElseThrow().number();
    assertThat(watchers.snapshot().find(number).orElseThrow().places()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "email,not-an-address", "email,a b@example.org", "webhook,ftp://example.org/x",
    "webhook,https://user:pw@example.org/x", "webhook,not a url", "pigeon,loft 7"
  })
  void anAddressThatCanReachNobodyIsDoubtedAndTheWatcherIsUnreachable(String kind, String address) {
    ImportResult result = csv("doubt-1,H,person,55,37,100,,,ru," + kind + "," + address + "\n");

    assertThat(result.watchers()).isEqualTo(1);
    assertThat(result.unreachable()).isEqualTo(1);
    assertThat(result.problems()).hasSize(1);
    assertThat(result.problems().getFirst().column()).isEqualTo("address");
  }

  @Test
  void aFileThatBreaksOffLeavesNothing() {
    InputStream broken =
        new java.io.SequenceInputStream(
            stream(HEADER + "half-1,I,person,55,37,100,,,ru,email,i@example.org\n"),
            new InputStream() {
              @Override
              public int read() throws java.io.IOException {
                throw new java.io.IOException("connection lost");
              }
            });

    assertThatThrownBy(() -> watchers.importFile(broken, WatcherFiles.Format.CSV, OFFICER))
        .hasMessageContaining("nothing was taken");
    assertThat(watchers.find("half-1")).isEmpty();
  }

  @Test
  void whatWasSealedOpensOnlyUnderItsOwnName() {
    var sealer = new org.tocsin.server.kernel.secret.Sealer(new byte[32]);
    var sealed = sealer.seal("x".getBytes(StandardCharsets.UTF_8), "one");

    assertThat(sealer.open(sealed, "one")).isEqualTo("x".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> sealer.open(sealed, "other")).hasMessageContaining("does not open");
  }

  @Test
  void theSealedBytesGiveBackEveryShapeAndTime() throws Exception {
    String lines =
        Stream.of(
                "{\"id\":\"s\",\"lat\":1.5,\"lon\":-2.25,\"radiusMetres\":10}",
                "{\"id\":\"s\",\"polygon\":\"POLYGON((1 1,2 1,2 2,1 1))\",\"from\":\"2024-01-01T00:00:00Z\",\"until\":\"2024-01-02T00:00:00Z\"}",
                "{\"id\":\"s\",\"lat\":3,\"lon\":4,\"openingHours\":\"Mo-Fr 10:00-20:00; Sa 11:00-18:00 @Europe/Moscow\"}")
            .reduce("", (a, b) -> a + b + "\n");
    FileIntake intake = new FileIntake(WatcherFiles.Format.NDJSON, world.get(Addresses.class));
    intake.read(stream(lines));
    FileWatcher watcher = intake.watchers().getFirst();
    assertThat(watcher.places()).as(intake.told().toString()).hasSize(3);
    Personal personal =
        new Personal(
            "N",
            List.of(
                new Contact.Channel("email", "n@example.org"),
                new Contact.Channel("sms", "+4930123456", watcher.places().getLast().when())),
            watcher.places(),
            watcher.preferences());

    assertThat(PersonalBytes.decode(PersonalBytes.encode(personal))).isEqualTo(personal);
  }

  @Test
  void bytesSealedBeforeThereWereQuietHoursAreRead() {
    // Form 1: name N, one channel, no wishes, no places.
    byte[] before =
        HexFormat.of()
            .parseHex(
                "01"
                    + "00014e"
                    + "0001"
                    + "0005656d61696c"
                    + "000161"
                    + "00"
                    + "0007556e6b6e6f776e".repeat(3)
                    + "00"
                    + "0000");
    Personal read = PersonalBytes.decode(before);
    assertThat(read.channels()).containsExactly(new Contact.Channel("email", "a"));
    assertThat(read.preferences().languages()).isEmpty();
  }

  @Test
  void randomBytesAreNeverAFileThatIsTaken() {
    Random random = new Random(42);
    for (int round = 0; round < 50; round++) {
      byte[] bytes = new byte[random.nextInt(2_000)];
      random.nextBytes(bytes);
      FileIntake intake = new FileIntake(WatcherFiles.Format.CSV, world.get(Addresses.class));
      int seedRound = round;
      assertThat(
              catchThrowableOfType(
                  Problem.class, () -> intake.read(new ByteArrayInputStream(bytes))))
          .as("seed 42, round " + seedRound)
          .isNull();
      assertThat(intake.watchers()).isEmpty();
    }
  }

  private static ImportResult csv(String lines) {
    return watchers.importFile(stream(HEADER + lines), WatcherFiles.Format.CSV, OFFICER);
  }

  private static String text(KeptLines lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      lines.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(out.size()).isEqualTo(lines.length());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
