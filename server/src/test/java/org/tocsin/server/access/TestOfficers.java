// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Adds people with exactly the roles that a test needs, without going through a mailbox. */
public final class TestOfficers {

  private TestOfficers() {}

  /** Somebody new who can sign in with this password. */
  public static Officer add(
      ApplicationContext server, String name, String email, String password, Set<Role> roles) {
    return server.getBean(People.class).add(null, new People.Draft(name, email, roles), password);
  }

  /**
   * Lets a server that has not started yet check passwords in no time: people of the tests sign in
   * hundreds of times. What it takes in earnest is shown by {@link PasswordsTest}, and by whatever
   * starts the server as an operator does.
   */
  public static void cheapPasswords(ApplicationContext server) {
    ((GenericApplicationContext) server)
        .registerBean(
            "passwords",
            Passwords.class,
            () -> new Passwords(new Argon2PasswordEncoder(16, 32, 1, 64, 1)));
  }

  /** The password of a test's person with this name. */
  public static String passwordOf(String name) {
    return "correct horse " + name;
  }
}
