// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.PeopleStore.Person;

/**
 * Checks who somebody is by e-mail address and password, and slows guessing down: by address and
 * name together, so that a stranger cannot lock a person out, and by address alone.
 */
@Component
class SignIn {

  private final PeopleStore people;
  private final Passwords passwords;
  private final WallClock wall;
  private final TryLimit byBoth = new TryLimit(8, Duration.ofSeconds(30));
  private final TryLimit byAddress = new TryLimit(60, Duration.ofSeconds(5));

  SignIn(PeopleStore people, Passwords passwords, WallClock wall) {
    this.people = people;
    this.passwords = passwords;
    this.wall = wall;
  }

  /**
   * The person.
   *
   * @throws org.tocsin.server.kernel.Problem T9002 when they do not belong together, T9006 after
   *     too many tries
   */
  Officer check(HttpServletRequest request, @Nullable String email, @Nullable String password) {
    String address = request.getRemoteAddr();
    String name = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
    String both = address + ' ' + (name.length() > 254 ? name.substring(0, 254) : name);
    byAddress.take(address, wall.now());
    byBoth.take(both, wall.now());
    Person person = people.findByEmail(name).filter(each -> !each.disabled()).orElse(null);
    String tried = password == null || password.length() > Passwords.LENGTH_MAX ? "" : password;
    if (!passwords.matches(tried, person == null ? null : person.password()) || person == null) {
      throw AccessProblem.BAD_CREDENTIALS.because("nobody here has this address and password");
    }
    byBoth.forget(both);
    byAddress.forget(address);
    return person.officer();
  }
}
