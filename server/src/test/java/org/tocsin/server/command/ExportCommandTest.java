// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.AssessWorld;
import org.tocsin.server.command.Command.Streams;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: {@code tocsin export} fetches training examples and incidents. */
class ExportCommandTest {

  private final ServerWorld world = ServerWorld.running();
  @TempDir private Path folder;

  private record Outcome(int code, String out, String err) {}

  private Outcome export(Caller who, String... more) throws IOException {
    return export(world.address(), who, more);
  }

  private Outcome export(String server, Caller who, String... more) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), who.token() + "\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of("export"));
    arguments.addAll(List.of("--server", server, "--token-file", token.toString()));
    arguments.addAll(List.of(more));
    PrintStream standard = new PrintStream(out, true, UTF_8);
    int code =
        Main.run(
            arguments,
            new Streams(
                InputStream.nullInputStream(), standard, new PrintStream(err, true, UTF_8)));
    standard.flush();
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Test
  void examplesGoToStandardOutputOrIntoAFile() throws IOException {
    String id =
        world
            .ana()
            .post(
                "/api/v1/reports?marking=CLEAR&source=Export",
                "text/plain",
                "The ministry in Paris denied the attack.".getBytes(UTF_8),
                Map.of())
            .text("id");
    world.beat();
    world
        .ana()
        .post(
            "/api/v1/reports/" + id + "/findings/0/acceptance", Map.of(), Map.of("If-Match", "*"));
    Outcome printed = export(world.bo(), "--marking", "TLP:CLEAR", "training-examples");
    assertThat(printed.code()).as(printed.err()).isZero();
    assertThat(printed.out()).contains("\"document\":\"" + id + "\"").endsWith("}\n");
    Path file = folder.resolve("examples.jsonl");
    Outcome written = export(world.bo(), "--out", file.toString(), "training-examples");
    assertThat(written.code()).as(written.err()).isZero();
    assertThat(Files.readString(file)).contains(id);
  }

  @Test
  void incidentsGoOutInTheColumnsOfOthers() throws IOException {
    AssessWorld assess = new AssessWorld(world);
    String report = assess.report("B2", "A bomb went off in Kabul.");
    String id =
        world
            .ana()
            .post(
                "/api/v1/cases/" + assess.open("Export", report) + "/incidents",
                Map.of(
                    "title",
                    "A bomb, it is said",
                    "began",
                    world.clock().instant().toString(),
                    "place",
                    Map.of("name", "Kabul", "latitude", 34.5, "longitude", 69.2),
                    "attackType",
                    "bombing",
                    "targetType",
                    "unknown",
                    "reports",
                    List.of(report)))
            .text("id");
    Outcome csv = export(world.bo(), "incidents.csv");
    assertThat(csv.code()).as(csv.err()).isZero();
    assertThat(csv.out()).startsWith("eventid,iyear,").contains(id, "\"A bomb, it is said\"");
    assertThat(csv.err()).matches("(?s)\\d+ incidents?\\s*");
    assertThat(export(world.bo(), "incidents.acled.csv").out()).contains(id, "event_id_cnty");
    Path file = folder.resolve("incidents.geojson");
    Outcome points = export(world.bo(), "--out", file.toString(), "incidents.geojson");
    assertThat(points.code()).as(points.err()).isZero();
    assertThat(Files.readString(file))
        .startsWith("{\"type\":\"FeatureCollection\",\"features\":[{")
        .contains(id, "[69.2,34.5]");
    assertThat(export(world.bo(), "--marking=TLP:CLEAR", "incidents.csv").code())
        .isEqualTo(Exit.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"incident_01HQZX3V5K7M9N1P3R5T7V9XA1", "page 2"})
  void aPlaceThatComesAgainOrIsNoneEndsItInsteadOfAskingForEver(String next) throws IOException {
    HttpServer desk = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    desk.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Tocsin-Next", next);
          byte[] body = "eventid\n1\n".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    desk.start();
    try {
      Outcome refused =
          export("http://127.0.0.1:" + desk.getAddress().getPort(), world.bo(), "incidents.csv");
      assertThat(refused.code()).isEqualTo(Exit.NO);
      assertThat(refused.err()).contains("not all of it came").contains(next);
    } finally {
      desk.stop(0);
    }
  }

  @Test
  void whoMayNotTakeThemIsToldAndNothingIsWritten() throws IOException {
    Path file = folder.resolve("none.jsonl");
    Outcome refused =
        export(
            world.officerWith(Role.OFFICER),
            "--marking=TLP:AMBER",
            "--out=" + file,
            "training-examples");
    assertThat(refused.code()).isEqualTo(Exit.NO);
    assertThat(refused.err()).contains("the desk answers 403").contains("needs an approver");
    assertThat(file).doesNotExist();
    assertThat(export(world.bo()).code()).isEqualTo(Exit.USAGE);
    assertThat(export(world.bo(), "watchers").code()).isEqualTo(Exit.USAGE);
  }
}
