// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The life of a warning as one table: from which state which act leads where. What is not in it is
 * refused. Nothing leads back to a draft, and nothing out of an end but the decision about a lapse.
 */
final class WarningLife {

  /** What may happen to a warning. */
  enum Act {
    /** Its texts, area, window or plan are changed. */
    EDIT,
    /** Its audience is frozen and shown. */
    PREVIEW,
    /** An approver gives it back to its authors. */
    SEND_BACK,
    /** An approver signs it. */
    SIGN,
    /** A draft is begun that updates it, takes it back or gives the all-clear. */
    FOLLOW,
    /** An update of it is signed. */
    UPDATED,
    /** A message that takes it back is signed. */
    TAKEN_BACK,
    /** An all-clear is signed. */
    ALL_CLEAR,
    /** Its window ends. */
    WINDOW_ENDS,
    /** Somebody decides what follows its lapse. */
    DECIDE_LAPSE
  }

  private static final Map<WarningState, Map<Act, WarningState>> TABLE = table();

  private WarningLife() {}

  private static Map<WarningState, Map<Act, WarningState>> table() {
    Map<WarningState, Map<Act, WarningState>> all = new EnumMap<>(WarningState.class);
    for (WarningState state : WarningState.values()) {
      all.put(state, new EnumMap<>(Act.class));
    }
    arrow(all, WarningState.DRAFT, Act.EDIT, WarningState.DRAFT);
    arrow(all, WarningState.DRAFT, Act.PREVIEW, WarningState.DRAFT);
    arrow(all, WarningState.DRAFT, Act.SEND_BACK, WarningState.DRAFT);
    arrow(all, WarningState.DRAFT, Act.SIGN, WarningState.IN_FORCE);
    arrow(all, WarningState.IN_FORCE, Act.FOLLOW, WarningState.IN_FORCE);
    arrow(all, WarningState.IN_FORCE, Act.UPDATED, WarningState.UPDATED);
    arrow(all, WarningState.IN_FORCE, Act.TAKEN_BACK, WarningState.CANCELLED);
    arrow(all, WarningState.IN_FORCE, Act.ALL_CLEAR, WarningState.ENDED);
    arrow(all, WarningState.IN_FORCE, Act.WINDOW_ENDS, WarningState.LAPSED);
    arrow(all, WarningState.IN_FORCE, Act.DECIDE_LAPSE, WarningState.IN_FORCE);
    // What lapsed has lapsed, whatever is said later; but something can still be said.
    arrow(all, WarningState.LAPSED, Act.FOLLOW, WarningState.LAPSED);
    arrow(all, WarningState.LAPSED, Act.UPDATED, WarningState.LAPSED);
    arrow(all, WarningState.LAPSED, Act.TAKEN_BACK, WarningState.LAPSED);
    arrow(all, WarningState.LAPSED, Act.ALL_CLEAR, WarningState.LAPSED);
    arrow(all, WarningState.LAPSED, Act.DECIDE_LAPSE, WarningState.LAPSED);
    return all;
  }

  private static void arrow(
      Map<WarningState, Map<Act, WarningState>> all, WarningState from, Act act, WarningState to) {
    all.computeIfAbsent(from, _ -> new EnumMap<>(Act.class)).put(act, to);
  }

  /** Where an act leads; empty when it is refused. */
  static Optional<WarningState> after(WarningState from, Act act) {
    return Optional.ofNullable(TABLE.get(from)).map(arrows -> arrows.get(act));
  }

  /** Whether an act may be done. */
  static boolean allows(WarningState from, Act act) {
    return after(from, act).isPresent();
  }

  /** What the signing of a message does to the one that it follows. */
  static Act replacedBy(Warning by) {
    if (by.messageType() == MessageType.CANCEL) {
      return Act.TAKEN_BACK;
    }
    return by.draft().responseTypes().contains("AllClear") ? Act.ALL_CLEAR : Act.UPDATED;
  }
}
