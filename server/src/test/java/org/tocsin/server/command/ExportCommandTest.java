// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.server.access.Role;
import org.tocsin.server.command.Command.Streams;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: {@code tocsin export} fetches training examples as lines of JSON. */
class ExportCommandTest {

  private final ServerWorld world = ServerWorld.running();
  @TempDir private Path folder;

  private record Outcome(int code, String out, String err) {}

  private Outcome export(Caller who, String... more) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), who.token() + "\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of("export"));
    arguments.addAll(List.of("--server", world.address(), "--token-file", token.toString()));
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
