// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.server.TocsinServer;
import org.tocsin.server.deliver.WebhookSecrets;
import org.tocsin.server.kernel.FreePort;
import org.tocsin.server.kernel.TocsinClock;
import tools.jackson.databind.JsonNode;

/** Starts a fresh desk as an exercise, plays cases on it in turn, and proves the record. */
public final class Demo {

  private final List<Path> caseFolders;
  private final Path data;
  private final int watchers;
  private final int port;
  private final PrintStream out;
  private final PrintStream err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long begun = System.nanoTime();

  /**
   * A demo.
   *
   * @param caseFolders the cases as files, at least one; they are played in the order of their time
   * @param data a fresh folder
   * @param watchers how many synthetic watchers a case has that says nothing of its crowd, 2,000 or
   *     more
   * @param port of the desk; 0 for any free one
   * @param out takes the result
   * @param err takes words for people
   */
  public Demo(
      List<Path> caseFolders, Path data, int watchers, int port, PrintStream out, PrintStream err) {
    this.caseFolders = List.copyOf(caseFolders);
    this.data = data;
    this.watchers = watchers;
    this.port = port;
    this.out = out;
    this.err = err;
  }

  /** One of the two who play; the password is made anew for every demo. */
  private record Part(String name, String email, String password) {}

  /**
   * Plays the cases.
   *
   * @param json where the figures are written
   * @param once end after the last stage instead of staying up
   * @return whether every stage did what it must
   */
  public boolean run(Optional<Path> json, boolean once) throws IOException {
    List<DemoCase> cases = new ArrayList<>();
    for (Path folder : caseFolders) {
      cases.add(DemoCase.read(folder));
    }
    cases.sort(Comparator.comparing(each -> each.timeline().getFirst().time("at")));
    err.println(
        "Tocsin plays "
            + cases.stream()
                .map(each -> each.script().text("title"))
                .collect(Collectors.joining("; "))
            + " as an EXERCISE on its own clock.");
    err.println(
        "Mail and webhooks go to receivers on this machine only; every watcher is invented.");
    err.flush();
    try (World world = new World()) {
      ConfigurableApplicationContext server = start(cases.getFirst(), world);
      try {
        List<Part> parts = List.of(part("Ana Exercise", "ana"), part("Bo Exercise", "bo"));
        URI base = base(server);
        List<Figures> figures = play(cases, server, world, base, parts);
        report(figures, json);
        if (!once) {
          invite(base, parts, figures);
          ended.await();
        }
        return true;
      } catch (DemoFailure e) {
        err.println("The demo failed: " + e.getMessage());
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        server.close();
      }
    }
  }

  /** Ends a demo that stays up, as Ctrl-C does. */
  public void stop() {
    ended.countDown();
  }

  private ConfigurableApplicationContext start(DemoCase first, World world) {
    SpringApplication application = new SpringApplication(TocsinServer.class);
    application.addListeners((ApplicationListener<ContextClosedEvent>) event -> stop());
    int own = port == 0 ? freePort() : port;
    return application.run(
        "--tocsin.database.programs=" + programs(),
        "--tocsin.data=" + data,
        "--server.port=" + own,
        "--tocsin.exercise=true",
        "--tocsin.exercise-start=" + beginning(first),
        "--tocsin.deliver.public-url=http://127.0.0.1:" + own,
        "--tocsin.zone=" + first.script().text("zone"),
        "--tocsin.mail.host=127.0.0.1",
        "--tocsin.mail.port=" + world.mailPort(),
        "--tocsin.mail.from=desk@exercise.invalid",
        // The receivers of this machine are the exercise's own providers.
        "--tocsin.deliver.exercise.email=live",
        "--tocsin.deliver.exercise.webhook=live",
        "--tocsin.outbound.allow=127.0.0.1:" + world.hookBase().getPort(),
        "--tocsin.sender.id=desk@exercise.invalid",
        "--tocsin.sender.name=" + first.script().text("desk"));
  }

  /** Some hours before the first act, so that the desk can be made ready. */
  private static Instant beginning(DemoCase first) {
    return first.timeline().getFirst().time("at").minusSeconds(6 * 3600);
  }

  /** Every demo has a fresh data folder; PostgreSQL's programs need not be unpacked for each. */
  private Path programs() {
    Path shared =
        caseFolders.getFirst().toAbsolutePath().resolveSibling("../server/target").normalize();
    try {
      return Files.isDirectory(shared) ? Files.createDirectories(shared.resolve("programs")) : data;
    } catch (IOException e) {
      throw new DemoFailure("cannot make a folder for PostgreSQL's programs: " + e, e);
    }
  }

  /** Answer links name the port, so it must be known before the server has one. */
  private static int freePort() {
    try {
      return FreePort.find();
    } catch (IOException e) {
      throw new DemoFailure("no free port: " + e.getMessage(), e);
    }
  }

  private static URI base(ConfigurableApplicationContext server) {
    return URI.create(
        "http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port"));
  }

  private static Part part(String name, String word) {
    byte[] bytes = new byte[12];
    new SecureRandom().nextBytes(bytes);
    return new Part(
        name,
        word + "@exercise.invalid",
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private List<Figures> play(
      List<DemoCase> cases,
      ConfigurableApplicationContext server,
      World world,
      URI base,
      List<Part> parts)
      throws IOException {
    world.open(
        base,
        server.getBean(TocsinClock.class),
        address -> server.getBean(WebhookSecrets.class).text(address));
    DeskClient nobody = new DeskClient(HttpClient.newHttpClient(), base, "");
    nobody.post(
        "/api/v1/setup",
        Map.of(
            "code",
            Files.readString(data.resolve("setup-code")).strip(),
            "officers",
            parts.stream()
                .map(each ->
                    Map.of("name", each.name(), "email", each.email(), "password", each.password()))
                .toList()));
    DeskClient ana = nobody.as(token(nobody, parts.get(0)));
    DeskClient bo = nobody.as(token(nobody, parts.get(1)));
    List<Figures> all = new ArrayList<>();
    for (DemoCase each : cases) {
      Figures figures = new Figures(each.script().text("case"));
      String caseId = new Player(each, ana, bo, world, figures, err).play(watchers, data);
      prove(ana, caseId, figures);
      all.add(figures);
    }
    return all;
  }

  private static String token(DeskClient nobody, Part part) {
    return nobody
        .post(
            "/api/v1/tokens",
            Map.of(
                "email",
                part.email(),
                "password",
                part.password(),
                "name",
                "demo",
                "expiresInHours",
                24))
        .get("token")
        .asString();
  }

  /** Takes the case's bundle and verifies it as a stranger would: offline, from the file alone. */
  private void prove(DeskClient ana, String caseId, Figures figures) throws IOException {
    new ExerciseClock(ana).beat();
    Path bundle = data.resolve(figures.caseName() + ".tocsin-bundle");
    Files.write(bundle, ana.bytes("/api/v1/cases/" + caseId + "/bundle"));
    Verdict verdict = Verification.verify(bundle, List.of());
    JsonNode record = ana.get("/api/v1/record");
    figures.set("record", "entries", record.get("size").asLong());
    figures.set("record", "checkpoint", record.get("checkpoint").asString());
    figures.set("record", "bundle", bundle.toAbsolutePath().toString());
    figures.set("record", "bundleBytes", Files.size(bundle));
    figures.set("record", "verified", verdict.ok());
    if (!verdict.ok()) {
      throw new DemoFailure("record: the bundle does not verify: " + verdict.json());
    }
  }

  private void report(List<Figures> all, Optional<Path> json) throws IOException {
    double seconds = Player.seconds(begun);
    for (Figures figures : all) {
      if (all.size() > 1) {
        out.println(figures.caseName());
      }
      Lines.of(figures).forEach(out::println);
    }
    out.printf("Played in %.1f s.%n", seconds);
    out.flush();
    if (json.isPresent()) {
      Files.writeString(json.get(), Figures.json(all, seconds) + "\n", StandardCharsets.UTF_8);
    }
  }

  private void invite(URI base, List<Part> parts, List<Figures> all) {
    out.println();
    out.println("The desk stays up at " + base + "/desk (public page: " + base + "/)");
    for (Part part : parts) {
      out.println("  sign in as " + part.email() + " with " + part.password());
    }
    for (Figures figures : all) {
      out.println("  verify it yourself: ./tocsin verify " + figures.text("record", "bundle"));
    }
    out.println("Ctrl-C stops it.");
    out.flush();
  }
}
