// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what is kept of a password is dear to guess at. */
class PasswordsTest {

  @Test
  void aPasswordIsKeptByArgon2idWithTheMemoryAndThePassesThatOwaspNames() {
    Passwords passwords = new Passwords();
    String kept = passwords.hash("correct horse Ana");
    assertThat(kept).startsWith("$argon2id$v=19$m=16384,t=2,p=1$");
    assertThat(passwords.matches("correct horse Ana", kept)).isTrue();
    assertThat(passwords.matches("correct horse Bo", kept)).isFalse();
    assertThat(passwords.matches("nobody has this password", null)).isFalse();
  }
}
