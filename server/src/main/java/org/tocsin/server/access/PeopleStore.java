// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.OfficerId;

/** The SQL of people and of the links with which they set a password. */
@Component
class PeopleStore {

  private final JdbcClient jdbc;

  PeopleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A person with what only sign-in and administration need to know. */
  record Person(
      Officer officer, @Nullable String password, Instant createdAt, @Nullable Instant disabledAt) {

    boolean disabled() {
      return disabledAt != null;
    }
  }

  void insert(Officer officer, @Nullable String password, Instant now) {
    jdbc.sql(
            """
            insert into access.officer (id, name, email, password, roles, created_at)
            values (?, ?, ?, ?, string_to_array(?, ','), ?)
            """)
        .params(
            Arrays.asList(
                officer.id().value(),
                officer.name(),
                officer.email(),
                password,
                words(officer.roles()),
                Timestamp.from(now)))
        .update();
  }

  boolean any() {
    return jdbc.sql("select exists (select from access.officer)").query(Boolean.class).single();
  }

  /** Keeps others from adding or changing people until this transaction ends. */
  void lock() {
    jdbc.sql("lock table access.officer in share row exclusive mode").update();
  }

  Optional<Person> find(OfficerId id) {
    return jdbc.sql("select * from access.officer where id = ?")
        .param(id.value())
        .query(PeopleStore::person)
        .optional();
  }

  Optional<Person> findByEmail(String email) {
    return jdbc.sql("select * from access.officer where email = ?")
        .param(email)
        .query(PeopleStore::person)
        .optional();
  }

  List<Person> list() {
    return jdbc.sql("select * from access.officer order by disabled_at is not null, name, id")
        .query(PeopleStore::person)
        .list();
  }

  void roles(OfficerId id, Set<Role> roles) {
    jdbc.sql("update access.officer set roles = string_to_array(?, ',') where id = ?")
        .params(words(roles), id.value())
        .update();
  }

  void disabled(OfficerId id, @Nullable Instant at) {
    jdbc.sql("update access.officer set disabled_at = ? where id = ?")
        .params(Arrays.asList(at == null ? null : Timestamp.from(at), id.value()))
        .update();
  }

  void password(OfficerId id, String hash) {
    jdbc.sql("update access.officer set password = ? where id = ?")
        .params(hash, id.value())
        .update();
  }

  void insertLink(Secret secret, OfficerId id, Instant now, Instant expires) {
    jdbc.sql("delete from access.password_link where officer = ? or expires_at < ?")
        .params(id.value(), Timestamp.from(now))
        .update();
    jdbc.sql("insert into access.password_link values (?, ?, ?, ?)")
        .params(secret.sha256(), id.value(), Timestamp.from(now), Timestamp.from(expires))
        .update();
  }

  /** Whose password this link sets, while it works. */
  Optional<OfficerId> findLink(Secret secret, Instant now) {
    return jdbc.sql(
            "select officer from access.password_link where secret_sha256 = ? and expires_at > ?")
        .params(secret.sha256(), Timestamp.from(now))
        .query(String.class)
        .optional()
        .map(OfficerId::new);
  }

  /** Uses the link up; false when somebody else was faster. */
  boolean spendLink(Secret secret) {
    return jdbc.sql("delete from access.password_link where secret_sha256 = ?")
            .param(secret.sha256())
            .update()
        == 1;
  }

  static Officer officer(ResultSet row) throws SQLException {
    return new Officer(
        new OfficerId(row.getString("id")),
        row.getString("name"),
        row.getString("email"),
        roles((String[]) row.getArray("roles").getArray()));
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    Timestamp disabled = row.getTimestamp("disabled_at");
    return new Person(
        officer(row),
        row.getString("password"),
        row.getTimestamp("created_at").toInstant(),
        disabled == null ? null : disabled.toInstant());
  }

  private static Set<Role> roles(String[] words) {
    return Arrays.stream(words)
        .flatMap(word -> Role.find(word).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String words(Set<Role> roles) {
    return roles.stream().sorted().map(Role::word).collect(Collectors.joining(","));
  }
}
