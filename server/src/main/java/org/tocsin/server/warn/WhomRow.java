// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.decide.Basis;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.DutyResult;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.Problem;

/**
 * One class of those to be told, in one case: what was decided, what was written, what went out, and
 * what stands in the way.
 *
 * @param holds the determination that holds for it
 * @param basis what that rests on and who agreed; there with it
 * @param anewBy until when that must be decided anew, if it must
 * @param awaited whether the clock of the case waits until people decide for it
 * @param waiting determinations that wait for agreement
 * @param warnings every warning to this class, drafts too, oldest first
 * @param blocks why a warning to it could not be signed now
 */
public record WhomRow(
    VictimClass victims,
    Optional<Determination> holds,
    Optional<Basis> basis,
    Optional<Instant> anewBy,
    boolean awaited,
    List<Determination> waiting,
    List<Warning> warnings,
    List<Problem> blocks) {

  /** Copies the lists. */
  public WhomRow {
    waiting = List.copyOf(waiting);
    warnings = List.copyOf(warnings);
    blocks = List.copyOf(blocks);
  }

  /** How it stands with a class. */
  public enum Standing {
    /** Nothing holds for it. */
    UNDECIDED("undecided", "not decided"),
    /** It was decided not to warn it. */
    NOT_WARNED("notWarned", "not to be warned"),
    /** It is to be warned, and nothing has gone out. */
    OWED("owed", "to be warned: nothing went out"),
    /** A warning to it is in force. */
    IN_FORCE("inForce", "warned"),
    /** It was warned, and nothing is in force any more. */
    OVER("over", "was warned: nothing in force");

    private final String word;
    private final String label;

    Standing(String word, String label) {
      this.word = word;
      this.label = label;
    }

    /** The word in the API. */
    public String word() {
      return word;
    }

    /** What people read. */
    public String label() {
      return label;
    }
  }

  /**
   * How it stands; a warning in force counts whatever was decided since, a message that takes one back
   * does not.
   */
  public Standing standing() {
    if (warnings.stream().anyMatch(WhomRow::warnsNow)) {
      return Standing.IN_FORCE;
    }
    if (holds.isEmpty()) {
      return Standing.UNDECIDED;
    }
    if (!(holds.get().result() instanceof DutyResult.Warn)) {
      return Standing.NOT_WARNED;
    }
    boolean went = warnings.stream().anyMatch(each -> each.approvedAt().isPresent() && meant(each));
    return went ? Standing.OVER : Standing.OWED;
  }

  /** Whether it is in force and says that there is a danger, not that it is over. */
  private static boolean warnsNow(Warning warning) {
    return warning.state() == WarningState.IN_FORCE
        && meant(warning)
        && warning.messageType() != MessageType.CANCEL
        && !warning.draft().responseTypes().contains("AllClear");
  }

  private static boolean meant(Warning warning) {
    return warning.draft().meansIt();
  }

  /** The channels of a warning, each once, in the order of its plan. */
  public static List<String> channels(Warning warning) {
    return warning.draft().plan().steps().stream()
        .flatMap(step -> step.channels().stream())
        .distinct()
        .toList();
  }

  /** What a draft waits for, in words. */
  public static String waitsFor(Warning draft) {
    return draft.contentHash().isPresent()
        ? "waits for the signature of an approver who wrote none of it"
        : "waits for a preview";
  }
}
