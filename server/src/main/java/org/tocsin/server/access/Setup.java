// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.StartNotice;

/**
 * The first run: creates the first two officers for whoever can read the set-up code in the data
 * folder. Two, because nothing that matters here is done by one person alone.
 */
@Component
class Setup implements StartNotice {

  private static final Logger log = LoggerFactory.getLogger(Setup.class);
  private static final Set<Role> FIRST_ROLES =
      EnumSet.of(Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.ADMIN);

  private final People people;
  private final PeopleStore store;
  private final WallClock wall;
  private final TransactionTemplate transaction;
  private final Path file;
  private final TryLimit tries = new TryLimit(10, Duration.ofSeconds(30));
  private volatile boolean done;

  Setup(
      People people,
      PeopleStore store,
      WallClock wall,
      TransactionTemplate transaction,
      @Value("${tocsin.data:data}") Path data) {
    this.people = people;
    this.store = store;
    this.wall = wall;
    this.transaction = transaction;
    this.file = data.resolve("setup-code");
  }

  /** One of the first two. */
  record First(@Nullable String name, @Nullable String email, @Nullable String password) {}

  /** Whether somebody is there already; once so, always so. */
  boolean done() {
    if (!done && people.any()) {
      done = true;
    }
    return done;
  }

  /** Writes the code where only the operator reads it, unless the set-up is done. */
  @EventListener(ApplicationReadyEvent.class)
  void offer() {
    if (done()) {
      return;
    }
    try {
      if (!Files.exists(file)) {
        byte[] bytes = new byte[10];
        new SecureRandom().nextBytes(bytes);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(bytes), StandardOpenOption.WRITE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the set-up code to " + file, e);
    }
    log.info("nobody has access yet: the set-up code is in file={}", file);
  }

  @Override
  public List<String> lines(URI address) {
    return done()
        ? List.of()
        : List.of(
            "Nobody has access yet. Create the first two officers at " + address.resolve("/setup"),
            "with the code in " + file.toAbsolutePath() + ".");
  }

  /**
   * Creates the two and takes the code away. Nothing is created when anything is wrong.
   *
   * @throws org.tocsin.server.kernel.Problem T9007, T9008 or T9009
   */
  List<Officer> create(HttpServletRequest request, @Nullable String code, List<First> firsts) {
    tries.take(request.getRemoteAddr(), wall.now());
    if (done()) {
      throw AccessProblem.SETUP_DONE.because("the first officers exist already");
    }
    checkCode(code == null ? "" : code.strip());
    checkFields(firsts);
    List<Officer> officers =
        transaction.execute(_ -> {
          store.lock();
          if (store.any()) {
            throw AccessProblem.SETUP_DONE.because("somebody was faster");
          }
          List<Officer> made = new ArrayList<>();
          for (First first : firsts) {
            made.add(
                people.add(
                    null,
                    new People.Draft(given(first.name()), given(first.email()), FIRST_ROLES),
                    given(first.password())));
          }
          return made;
        });
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("the spent set-up code could not be removed: file={}", file, e);
    }
    log.info("the first two officers were created");
    return officers == null ? List.of() : officers;
  }

  private void checkCode(String code) {
    String real;
    try {
      real = Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the set-up code in " + file, e);
    }
    if (real.isEmpty()
        || !MessageDigest.isEqual(
            real.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8))) {
      throw AccessProblem.BAD_SETUP_CODE.because(
          "the code sent is not the one in the file 'setup-code' of the data folder");
    }
  }

  private static void checkFields(List<First> firsts) {
    Fields fields = new Fields();
    if (firsts.size() != 2) {
      fields.fault(
          "officers", String.valueOf(firsts.size()), "two are created", "Name two people.");
    }
    List<String> emails = new ArrayList<>();
    for (int i = 0; i < firsts.size(); i++) {
      First first = firsts.get(i);
      fields.name("officers[%d].name".formatted(i), first.name());
      String email = fields.email("officers[%d].email".formatted(i), first.email());
      fields.password("officers[%d].password".formatted(i), first.password());
      if (emails.contains(email)) {
        fields.fault(
            "officers[%d].email".formatted(i),
            email,
            "both have the same address",
            "Name two different people.");
      }
      emails.add(email);
    }
    fields.check();
  }

  private static String given(@Nullable String value) {
    return value == null ? "" : value;
  }
}
