// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.io.Serial;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * What Spring Security keeps for the length of one request: the officer, fresh from the database.
 */
final class OfficerAuthentication extends AbstractAuthenticationToken {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Officer officer;

  OfficerAuthentication(Officer officer) {
    super(
        officer.roles().stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role.word().toUpperCase(Locale.ROOT)))
            .toList());
    this.officer = officer;
    setAuthenticated(true);
  }

  @Override
  public Officer getPrincipal() {
    return officer;
  }

  @Override
  public String getCredentials() {
    return "";
  }

  /** The id: what filters and logs may know. */
  @Override
  public String getName() {
    return officer.id().value();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OfficerAuthentication that && officer.equals(that.officer);
  }

  @Override
  public int hashCode() {
    return officer.hashCode();
  }
}
