// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.Set;
import org.springframework.context.ApplicationContext;

/** Adds people with exactly the roles that a test needs, without going through a mailbox. */
public final class TestOfficers {

  private TestOfficers() {}

  /** Somebody new who can sign in with this password. */
  public static Officer add(
      ApplicationContext server, String name, String email, String password, Set<Role> roles) {
    return server.getBean(People.class).add(null, new People.Draft(name, email, roles), password);
  }

  /** The password of a test's person with this name. */
  public static String passwordOf(String name) {
    return "correct horse " + name;
  }
}
