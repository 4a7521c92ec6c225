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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.server.access.Role;
import org.tocsin.server.command.Command.Streams;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: {@code tocsin bundle} fetches a case's bundle and verifies it. */
class BundleCommandTest {

  private final ServerWorld world = ServerWorld.running();
  @TempDir private Path folder;

  private record Outcome(int code, String out, String err) {}

  private Outcome bundle(Caller who, String... more) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), who.token() + "\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> arguments = new java.util.ArrayList<>(List.of("bundle"));
    arguments.addAll(List.of("--server", world.address(), "--token-file", token.toString()));
    arguments.addAll(List.of(more));
    int code =
        Main.run(
            arguments,
            new Streams(
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8)));
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Test
  void theBundleForThePressIsFetchedAndVerified() throws IOException {
    Story story = Story.begun(world);
    Path file = folder.resolve("press.tocsin-bundle");
    Outcome outcome =
        bundle(world.bo(), "--level", "press", "--out", file.toString(), story.caseId());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains(file + " verifies");
    assertThat(outcome.err()).contains("Made for the press");
    assertThat(Files.readString(file)).startsWith("tocsin.org/case-bundle@v3\n");
  }

  @Test
  void whoMayNotTakeItIsToldAndNothingIsWritten() throws IOException {
    Story story = Story.begun(world);
    Path file = folder.resolve("none.tocsin-bundle");
    Outcome refused =
        bundle(world.officerWith(Role.COLLECTOR), "--out", file.toString(), story.caseId());
    assertThat(refused.code()).isEqualTo(Exit.NO);
    assertThat(refused.err()).contains("the desk answers 403");
    assertThat(file).doesNotExist();
    assertThat(bundle(world.bo(), "--level", "all", story.caseId()).code()).isEqualTo(Exit.USAGE);
    assertThat(bundle(world.bo(), "../../people").code()).isEqualTo(Exit.USAGE);
  }
}
