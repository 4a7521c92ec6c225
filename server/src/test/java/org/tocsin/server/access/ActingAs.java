// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Calls a stage's service as somebody, for what a test needs without going through HTTP. */
public final class ActingAs {

  private ActingAs() {}

  /** Does it as the person with this address. */
  public static <T> T of(ApplicationContext server, String email, Supplier<T> act) {
    Officer officer = server.getBean(PeopleStore.class).findByEmail(email).orElseThrow().officer();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new OfficerAuthentication(officer));
    SecurityContextHolder.setContext(context);
    try {
      return act.get();
    } finally {
      SecurityContextHolder.clearContext();
    }
  }
}
