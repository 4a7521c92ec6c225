// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with the parameters of OWASP's password storage sheet (16 MiB, 2 passes). At most
 * {@value #AT_ONCE} at a time, so that a flood of sign-ins cannot take the memory. Thread-safe.
 */
@Component
class Passwords {

  static final int LENGTH_MIN = 12;
  static final int LENGTH_MAX = 200;
  private static final int AT_ONCE = 4;

  private final Argon2PasswordEncoder encoder;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final String nobodys;

  Passwords() {
    this(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
  }

  /** With other parameters, which nothing but a test wants. */
  Passwords(Argon2PasswordEncoder encoder) {
    this.encoder = encoder;
    this.nobodys = java.util.Objects.requireNonNull(encoder.encode("nobody has this password"));
  }

  String hash(String password) {
    places.acquireUninterruptibly();
    try {
      return java.util.Objects.requireNonNull(encoder.encode(password));
    } finally {
      places.release();
    }
  }

  /** Whether it is the password; takes as long when there is none to compare with. */
  boolean matches(String password, @Nullable String hash) {
    places.acquireUninterruptibly();
    try {
      boolean same = encoder.matches(password, hash == null ? nobodys : hash);
      return same && hash != null;
    } finally {
      places.release();
    }
  }
}
