// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Problem;

/**
 * Reads the fields of people's forms and collects every fault before it refuses. Not thread-safe.
 */
final class Fields {

  private static final int NAME_MAX = 100;
  private static final int EMAIL_MAX = 254; // RFC 5321 §4.5.3.1.3
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+");

  private final List<Problem.Fault> faults = new ArrayList<>();

  String name(String where, @Nullable String value) {
    String name = value == null ? "" : value.strip();
    if (name.isEmpty()
        || name.length() > NAME_MAX
        || name.chars().anyMatch(Character::isISOControl)) {
      fault(where, name, "a name has 1 to %d characters".formatted(NAME_MAX), "Write the name.");
    }
    return name;
  }

  String email(String where, @Nullable String value) {
    String email = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    if (email.length() > EMAIL_MAX || !EMAIL.matcher(email).matches()) {
      fault(where, email, "this is no e-mail address", "Write it like name@example.org.");
    }
    return email;
  }

  String password(String where, @Nullable String value) {
    String password = value == null ? "" : value;
    if (password.length() < Passwords.LENGTH_MIN || password.length() > Passwords.LENGTH_MAX) {
      fault(
          where,
          "",
          "a password has %d to %d characters, this one %d"
              .formatted(Passwords.LENGTH_MIN, Passwords.LENGTH_MAX, password.length()),
          "Take a longer one; four words that do not belong together are good.");
    }
    return password;
  }

  void fault(String where, String value, String message, String remedy) {
    faults.add(new Problem.Fault(where, Problem.shorten(value), message, remedy));
  }

  /**
   * Refuses when anything was wrong.
   *
   * @throws Problem T9009 with every fault
   */
  void check() {
    if (!faults.isEmpty()) {
      throw new Problem(
          AccessProblem.BAD_FIELDS,
          faults.size() == 1
              ? "%s: %s".formatted(faults.getFirst().where(), faults.getFirst().message())
              : "%d fields cannot be used".formatted(faults.size()),
          faults);
    }
  }
}
