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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.Handover;
import org.tocsin.server.access.Role;
import org.tocsin.server.command.Command.Streams;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: {@code tocsin record rotate-key} changes a desk's key; whoever knows the old
 * one follows with {@code tocsin verify} and {@code tocsin monitor}.
 */
class RecordCommandTest {

  @TempDir private Path folder;

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            new Streams(
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8)));
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Outcome rotate(ServerWorld world, Caller who, String... more) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), who.token() + "\n");
    List<String> arguments =
        new ArrayList<>(
            List.of("record", "rotate-key", "--server", world.address(), "--token-file"));
    arguments.add(token.toString());
    arguments.addAll(List.of(more));
    return run(arguments);
  }

  private Outcome monitor(ServerWorld world, String vkey) {
    return run(
        List.of(
            "monitor",
            world.address() + "/record",
            "--key",
            vkey,
            "--state",
            folder.resolve("state").toString(),
            "--once",
            "--no-entries",
            "--silence",
            "P9999D"));
  }

  @Test
  void theKeyIsChangedByCommandAndPageAndFollowedByWhoKnowsTheOldOne() throws IOException {
    // Of its own: the one key of a desk is changed.
    ServerWorld world = ServerWorld.another(Map.of());
    try {
      follow(world);
    } finally {
      world.stop();
    }
  }

  private void follow(ServerWorld world) throws IOException {
    world.beat();
    String old = world.nobody().page("/record/vkey").body().strip();
    assertThat(monitor(world, old).code()).isZero();
    Caller admin = world.officerWith(Role.ADMIN);
    Caller auditor = world.officerWith(Role.AUDITOR);
    assertThat(auditor.page("/desk/record").body()).doesNotContain("Change the key");
    assertThat(admin.page("/desk/record").body()).contains("It has never been changed");
    assertThat(rotate(world, auditor, "--reason", "none of mine").err()).contains("answers 403");
    assertThat(rotate(world, admin, "--reason", "x", "--overlap", "a while").err())
        .contains("T9059");
    assertThat(rotate(world, admin, "--reason", "the yearly change", "--overlap", "1d").code())
        .isZero();
    Outcome again = rotate(world, admin, "--reason", "once more");
    assertThat(again.code()).isEqualTo(Exit.NO);
    assertThat(again.err()).contains("T9058");
    world.beat();
    world.beat();
    String now = world.nobody().page("/record/vkey").body().strip();
    assertThat(now).isNotEqualTo(old);
    Answer file = world.nobody().page("/record/handover/0");
    Handover handover = Handover.parse(file.body().getBytes(UTF_8));
    assertThat(handover.from().vkey()).isEqualTo(old);
    assertThat(handover.to().vkey()).isEqualTo(now);
    assertThat(world.nobody().page("/record").body()).contains("/record/handover/0");
    assertThat(world.nobody().page("/record/handover/1").status()).isEqualTo(404);
    Outcome cried = monitor(world, old);
    assertThat(cried.out()).contains("The key was changed and is followed").contains(now);
    assertThat(monitor(world, old).code()).as("told once").isZero();
    Path proof = folder.resolve("entry.tlog-proof");
    Files.writeString(proof, world.ana().get("/api/v1/record/entries/0/proof").body());
    Path beside = Files.writeString(folder.resolve("handover"), file.body());
    assertThat(run(List.of("verify", proof.toString(), "--key", now)).code()).isZero();
    assertThat(
            run(List.of("verify", proof.toString(), "--key", old, "--handover", beside.toString()))
                .code())
        .isZero();

    world.clock().forwardTo(world.clock().instant().plus(Duration.ofDays(2)));
    world.beat();
    assertThat(admin.page("/desk/record").body()).contains("the new one signs alone");
    Map<String, String> form = Map.of("reason", "the yearly change", "days", "3");
    assertThat(auditor.submit("/desk/record/key", form).status()).isEqualTo(403);
    assertThat(admin.submit("/desk/record/key", form).status()).isEqualTo(303);
    assertThat(admin.page("/desk/record").body())
        .contains("The key is being changed.")
        .doesNotContain("yearly", "Days for which");
  }

  @Test
  void wrongUsageIsSaid() {
    assertThat(run(List.of("record", "burn")).code()).isEqualTo(Exit.USAGE);
    assertThat(run(List.of("record", "rotate-key", "--server", "ftp://x")).code())
        .isEqualTo(Exit.USAGE);
  }
}
