// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: what is rehearsed is taken back, and nobody acts as nobody outside of it. */
class RehearsalsTest {

  private final ServerWorld world = ServerWorld.running();
  private final Rehearsals rehearsals = world.bean(Rehearsals.class);

  @Test
  void whatWentWellIsTakenBackAsWell() {
    People people = world.bean(People.class);
    People.Draft draft =
        new People.Draft("Rehearsed", "rehearsed@desk.example", Set.of(Role.ADMIN));
    String id =
        rehearsals.rehearse(() -> {
          String added = people.add(null, draft, null).id().value();
          assertThat(people.list()).anyMatch(each -> each.officer().id().value().equals(added));
          return added;
        });
    assertThat(people.list()).noneMatch(each -> each.officer().id().value().equals(id));
  }

  @Test
  void whoeverActsIsSomebodyWhomNobodyIsAndEndsWithTheAct() {
    CurrentOfficer current = world.bean(CurrentOfficer.class);
    String acting =
        rehearsals.rehearse(() -> {
          Officer nobody = rehearsals.nobody();
          String found = Rehearsals.as(nobody, () -> current.get().id().value());
          assertThat(found).isEqualTo(nobody.id().value());
          assertThat(current.find()).isEmpty();
          return found;
        });
    assertThat(world.bean(People.class).list())
        .noneMatch(each -> each.officer().id().value().equals(acting));
    assertThat(current.find()).isEmpty();
  }

  @Test
  void aTransactionThatSomebodyMeansIsNotTakenBackWithIt() {
    TransactionTemplate meant =
        new TransactionTemplate(world.bean(PlatformTransactionManager.class));
    assertThatThrownBy(() -> meant.executeWithoutResult(_ -> rehearsals.rehearse(() -> "anything")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("of its own");
  }

  @Test
  void noOtherThreadIsInIt() {
    assertThat(
            rehearsals.<Boolean>rehearse(() -> {
              assertThat(Rehearsals.isOn()).isTrue();
              return CompletableFuture.supplyAsync(Rehearsals::isOn).join();
            }))
        .isFalse();
    assertThat(Rehearsals.isOn()).isFalse();
  }

  /** A transaction beside the one that is taken back would be committed. */
  @Test
  void nothingInTheServerCommitsBesideTheTransactionThatItIsIn() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .filter(file -> read(file).contains("REQUIRES" + "_NEW")))
          .isEmpty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
