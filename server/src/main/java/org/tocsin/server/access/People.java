// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.PeopleStore.Person;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** Adds people, changes what they may do, takes it away. Every change is an act in the record. */
@Component
class People {

  static final Duration LINK_LIFE = Duration.ofDays(3);

  private final PeopleStore store;
  private final SessionStore sessions;
  private final Passwords passwords;
  private final IdMaker ids;
  private final Ledger ledger;
  private final Clock clock;
  private final WallClock wall;
  private final SecureRandom random = new SecureRandom();

  People(
      PeopleStore store,
      SessionStore sessions,
      Passwords passwords,
      IdMaker ids,
      Ledger ledger,
      Clock clock,
      WallClock wall) {
    this.store = store;
    this.sessions = sessions;
    this.passwords = passwords;
    this.ids = ids;
    this.ledger = ledger;
    this.clock = clock;
    this.wall = wall;
  }

  /** What a form says about somebody. */
  record Draft(String name, String email, Set<Role> roles) {}

  boolean any() {
    return store.any();
  }

  List<Person> list() {
    return store.list();
  }

  Person get(OfficerId id) {
    return store
        .find(id)
        .orElseThrow(() -> AccessProblem.NOBODY.because("%s is nobody here".formatted(id)));
  }

  /** Adds somebody who has no password yet; they set it by {@link #link}. */
  @Transactional
  Officer add(@Nullable OfficerId by, Draft draft, @Nullable String password) {
    Fields fields = new Fields();
    String name = fields.name("name", draft.name());
    String email = fields.email("email", draft.email());
    if (password != null) {
      fields.password("password", password);
    }
    if (draft.roles().isEmpty()) {
      fields.fault("roles", "", "somebody without a role can do nothing", "Choose one or more.");
    }
    fields.check();
    store.lock();
    if (store.findByEmail(email).isPresent()) {
      throw AccessProblem.EMAIL_TAKEN.at(
          "email", email, "is in use", "Use another address, or change the person who has it.");
    }
    Officer officer = new Officer(OfficerId.next(ids), name, email, draft.roles());
    store.insert(officer, password == null ? null : passwords.hash(password), clock.instant());
    ledger.append(
        by(Act.of("OfficerAdded"), by)
            .about(officer.id())
            .fact("roles", words(officer.roles()))
            .hides("name", name)
            .hides("email", email)
            .says("Added somebody with the roles " + String.join(", ", words(officer.roles()))));
    return officer;
  }

  @Transactional
  void changeRoles(OfficerId by, OfficerId id, Set<Role> roles) {
    store.lock();
    Person person = get(id);
    if (roles.isEmpty()) {
      Fields fields = new Fields();
      fields.fault("roles", "", "somebody without a role can do nothing", "Disable them instead.");
      fields.check();
    }
    if (!roles.contains(Role.ADMIN)) {
      keepAnAdmin(person);
    }
    store.roles(id, roles);
    ledger.append(
        Act.of("RolesChanged")
            .by(by)
            .about(id)
            .fact("before", words(person.officer().roles()))
            .fact("after", words(roles))
            .says("Changed roles to " + String.join(", ", words(roles))));
  }

  @Transactional
  void disable(OfficerId by, OfficerId id) {
    store.lock();
    Person person = get(id);
    keepAnAdmin(person);
    store.disabled(id, clock.instant());
    sessions.endAllOf(id);
    ledger.append(Act.of("OfficerDisabled").by(by).about(id).says("Took somebody's access away"));
  }

  @Transactional
  void enable(OfficerId by, OfficerId id) {
    get(id);
    store.disabled(id, null);
    ledger.append(Act.of("OfficerEnabled").by(by).about(id).says("Gave access back to somebody"));
  }

  /** A new link with which this person sets a password; earlier ones stop working. */
  @Transactional
  Secret link(OfficerId by, OfficerId id) {
    get(id);
    Secret secret = Secret.next(random, "");
    store.insertLink(secret, id, wall.now(), wall.in(LINK_LIFE));
    ledger.append(
        Act.of("PasswordLinkMade").by(by).about(id).says("Made a link to set a password"));
    return secret;
  }

  /** Whose password this link sets. */
  Person ofLink(Secret secret) {
    return get(store.findLink(secret, wall.now()).orElseThrow(People::spent));
  }

  /** Sets the password and ends every session of the person. */
  @Transactional
  void setPassword(Secret secret, String password) {
    OfficerId id = store.findLink(secret, wall.now()).orElseThrow(People::spent);
    Fields fields = new Fields();
    fields.password("password", password);
    fields.check();
    String hash = passwords.hash(password);
    if (!store.spendLink(secret)) {
      throw spent();
    }
    store.password(id, hash);
    sessions.endAllOf(id);
    ledger.append(Act.of("PasswordSet").by(id).about(id).says("Set a password"));
  }

  private static Problem spent() {
    return AccessProblem.LINK_SPENT.because(
        "it was used, replaced, or is older than %d hours".formatted(LINK_LIFE.toHours()));
  }

  private void keepAnAdmin(Person losing) {
    boolean another =
        store.list().stream()
            .anyMatch(each ->
                !each.disabled()
                    && each.officer().may(Role.ADMIN)
                    && !each.officer().id().equals(losing.officer().id()));
    if (!another) {
      throw AccessProblem.LAST_ADMIN.because(
          "%s is the last with the role 'admin'".formatted(losing.officer().id()));
    }
  }

  private static Act by(Act act, @Nullable OfficerId officer) {
    return officer == null ? act : act.by(officer);
  }

  static List<String> words(Set<Role> roles) {
    return roles.isEmpty() ? List.of() : EnumSet.copyOf(roles).stream().map(Role::word).toList();
  }
}
