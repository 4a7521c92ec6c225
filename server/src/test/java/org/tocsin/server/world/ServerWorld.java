// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.tocsin.server.TocsinServer;
import org.tocsin.server.access.Role;
import org.tocsin.server.access.TestOfficers;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.TocsinClock;

/**
 * The real server, started once for all tests of a JVM, on a port and a database of its own, set up
 * with two officers who may do everything: Ana and Bo.
 *
 * <pre>
 * private final ServerWorld world = ServerWorld.running();
 *
 * Answer made = world.ana().post("/api/v1/cases", Map.of("title", "Krasnogorsk"));
 * assertThat(made.status()).isEqualTo(201);
 * String id = made.text("id");
 * Answer page = world.bo().page("/desk/cases/" + id);
 * world.clock().forwardTo(Instant.parse("2024-03-09T15:00:00Z"));
 * world.beat();   // everything due by then is done
 * </pre>
 *
 * <p>The clock stands still at {@link #START} until a test moves it forward; due work runs only at
 * a {@link #beat()}. Since tests share the server, a test looks at what it made, not at totals.
 */
public final class ServerWorld {

  /** Where the clock stands first. */
  public static final Instant START = Instant.parse("2024-03-07T08:00:00Z");

  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final ConfigurableApplicationContext server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final Path data;
  private final Caller ana;
  private final Caller bo;

  private ServerWorld(ConfigurableApplicationContext server, Path data) {
    this.server = server;
    this.data = data;
    this.address = "http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port");
    setUp();
    this.ana = signedIn("Ana");
    this.bo = signedIn("Bo");
  }

  private static final class Running {
    static final ServerWorld WORLD = start(Map.of());
  }

  /** The one that tests share. */
  public static ServerWorld running() {
    return Running.WORLD;
  }

  /** One more, with settings of its own; {@link #stop} it. */
  public static ServerWorld another(Map<String, Object> settings) {
    return start(settings);
  }

  /** A server that nobody has set up yet: its address, its data folder and its beans. */
  public static Bare bare() {
    return bare(Map.of());
  }

  /** The same with more settings. */
  public static Bare bare(Map<String, Object> more) {
    Map<String, Object> settings = settings(more);
    ConfigurableApplicationContext server = application(settings);
    return new Bare(
        server,
        "http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port"),
        dataOf(settings));
  }

  /**
   * A running server without officers.
   *
   * @param server its beans; close it
   * @param address where it answers, without a slash at the end
   * @param data its data folder
   */
  public record Bare(ConfigurableApplicationContext server, String address, Path data) {
    /** Somebody who is not signed in. */
    public Caller nobody() {
      return new Caller(HttpClient.newHttpClient(), address, null, "", "");
    }
  }

  private static ServerWorld start(Map<String, Object> more) {
    Map<String, Object> settings = settings(more);
    ServerWorld world = new ServerWorld(application(settings), dataOf(settings));
    Runtime.getRuntime().addShutdownHook(new Thread(world::stop));
    return world;
  }

  private static Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    PostgresWorld.freshDatabase().settings((name, value) -> settings.put(name, value.get()));
    settings.put("server.port", 0);
    settings.put("tocsin.heartbeat", "1d");
    settings.putAll(more);
    return settings;
  }

  private static Path dataOf(Map<String, Object> settings) {
    return Path.of(String.valueOf(settings.get("tocsin.data")));
  }

  private static ConfigurableApplicationContext application(Map<String, Object> settings) {
    SpringApplication application = new SpringApplication(TocsinServer.class);
    application.setRegisterShutdownHook(false);
    application.addInitializers(TestOfficers::cheapPasswords);
    application.addInitializers(context ->
        ((GenericApplicationContext) context)
            .registerBean(
                "testClock",
                TocsinClock.class,
                () -> new TocsinClock(Clock.fixed(START, ZoneOffset.UTC)),
                definition -> definition.setPrimary(true)));
    return application.run(
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new));
  }

  private void setUp() {
    String code;
    try {
      code = Files.readString(data.resolve("setup-code"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Map<String, String>> officers =
        List.of("Ana", "Bo").stream()
            .map(name ->
                Map.of(
                    "name", name,
                    "email", email(name),
                    "password", TestOfficers.passwordOf(name)))
            .toList();
    Answer answer = nobody().post("/api/v1/setup", Map.of("code", code, "officers", officers));
    if (answer.status() != 201) {
      throw new IllegalStateException("set-up failed: " + answer);
    }
  }

  private static String email(String name) {
    return name.toLowerCase(java.util.Locale.ROOT) + "@desk.example";
  }

  private Caller signedIn(String name) {
    Answer made =
        nobody()
            .post(
                "/api/v1/tokens",
                Map.of(
                    "email",
                    email(name),
                    "password",
                    TestOfficers.passwordOf(name),
                    "name",
                    "test",
                    "expiresInHours",
                    24));
    if (made.status() != 201) {
      throw new IllegalStateException("no token for " + name + ": " + made);
    }
    return new Caller(
        http, address, made.text("token"), email(name), TestOfficers.passwordOf(name));
  }

  /** The first officer: collector, officer, approver, admin. */
  public Caller ana() {
    return ana;
  }

  /** The second officer, with the same roles: agrees to what Ana does. */
  public Caller bo() {
    return bo;
  }

  /** Somebody new with exactly these roles. */
  public Caller officerWith(Role first, Role... more) {
    Set<Role> roles = EnumSet.of(first, more);
    String name = "Officer" + PEOPLE.incrementAndGet();
    TestOfficers.add(server, name, email(name), TestOfficers.passwordOf(name), roles);
    return signedIn(name);
  }

  /** Somebody who is not signed in: the public, or a watcher with a link. */
  public Caller nobody() {
    return new Caller(http, address, null, "", "");
  }

  /** The server's clock; move it with {@code forwardTo}. */
  public TocsinClock clock() {
    return server.getBean("testClock", TocsinClock.class);
  }

  /** Does everything that is due now, until nothing more is. */
  public void beat() {
    server.getBean(Heartbeat.class).beat();
  }

  /** A part of the server, for what no door shows. */
  public <T> T bean(Class<T> type) {
    return server.getBean(type);
  }

  /** Where it answers, without a slash at the end. */
  public String address() {
    return address;
  }

  /** Its data folder. */
  public Path data() {
    return data;
  }

  /** Its beans. */
  public ConfigurableApplicationContext server() {
    return server;
  }

  /** Ends it. */
  public void stop() {
    server.close();
  }
}
