// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

/** What a duty test comes to for one case and one class of those to be told. */
public sealed interface DutyResult {

  /** They are to be warned. */
  record Warn() implements DutyResult {}

  /**
   * There is a duty, and it is waived.
   *
   * @param ground one of the policy's closed list
   */
  record Waived(String ground) implements DutyResult {}

  /** The threshold is not met: at least one question was answered with no. */
  record NoDuty() implements DutyResult {}

  /** The word in tables, files and the API. */
  default String word() {
    return switch (this) {
      case Warn() -> "warn";
      case Waived(String _) -> "waived";
      case NoDuty() -> "noDuty";
    };
  }
}
