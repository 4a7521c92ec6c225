// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

/**
 * A rule of a {@link CapProfile}.
 *
 * @param id stable and unique, such as {@code ipaws-1.0-expires}
 * @param severity how grave a breach is; only errors make a message invalid
 * @param section where the profile says so
 * @param statement what the rule says, as a sentence
 * @param remedy what to do about a breach, as a sentence
 */
public record ProfileRule(
    String id, ProblemSeverity severity, String section, String statement, String remedy) {
  public ProfileRule {
    requireNonNull(id, "id");
    requireNonNull(severity, "severity");
    requireNonNull(section, "section");
    requireNonNull(statement, "statement");
    requireNonNull(remedy, "remedy");
  }
}
