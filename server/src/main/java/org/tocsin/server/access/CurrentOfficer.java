// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Problem;

/**
 * Who makes the request that is being answered, as read from the database for this request: a
 * change of roles counts at once. Thread-safe; knows nothing on threads that answer no request.
 */
@Component
public class CurrentOfficer {

  /**
   * The person who acts.
   *
   * @throws Problem T9001 when nobody is signed in
   */
  public Officer get() {
    return find()
        .orElseThrow(() -> AccessProblem.NOT_SIGNED_IN.because("this needs somebody signed in"));
  }

  /** The person who acts, if anybody is signed in. */
  public Optional<Officer> find() {
    Optional<Officer> rehearsing = Rehearsals.acting();
    if (rehearsing.isPresent()) {
      return rehearsing;
    }
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Officer officer
        ? Optional.of(officer)
        : Optional.empty();
  }

  /** Whether somebody is signed in who has one of these roles. */
  public boolean isAnyOf(Role... roles) {
    return find().filter(person -> Arrays.stream(roles).anyMatch(person::may)).isPresent();
  }
}
