// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tocsin.server.kernel.CaseId;

/** The door to the record: every stage appends its acts here and reads a case's timeline back. */
public interface Ledger {

  /**
   * Appends an act; must run in the transaction of the act itself, so that neither exists without
   * the other.
   *
   * @return the entry's number; its place in the record follows within about a second
   * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
   */
  long append(Act act);

  /** Appends many acts at the cost of one; same conditions as {@link #append}. */
  void appendAll(List<Act> acts);

  /** Everything recorded in this case, oldest first, in memory: for cases that are short. */
  List<TimelineLine> timeline(CaseId caseId);

  /**
   * Hands over everything recorded in this case as of one moment, oldest first, in little memory.
   */
  void each(CaseId caseId, Consumer<TimelineLine> sink);

  /**
   * At most {@code most} entries of this case after the one of this number (0: from the first), in
   * the record's order. Whoever goes on from the last number that they were given misses nothing:
   * an act that took a smaller number and commits later comes after it. Never in a transaction.
   */
  List<TimelineLine> timeline(CaseId caseId, long after, int most);

  /** The place in the record of the entry of this number, from 0; empty until it has one. */
  Optional<Long> placeOf(long entry);

  /** At most {@code most} acts of this type in this case, oldest first. */
  List<TimelineLine> ofType(CaseId caseId, String type, int most);

  /**
   * The newest runs of acts of one kind in this case, as far as they are before this number.
   *
   * @param before {@link Long#MAX_VALUE} for the newest of all
   * @param most how many runs, at least 1
   */
  TimelineRun.Page runs(CaseId caseId, long before, int most);

  /** Everything recorded about this id, oldest first. */
  List<TimelineLine> about(String subject);

  /**
   * Destroys values and salts of everything personal committed about this person, also in acts
   * about something else; the entries stay provable, and bundles say when it was erased.
   *
   * <p>From the first call on, until the transaction ends, {@link #erased} waits: what was written
   * of the person before is seen by whoever erases, and nothing of them is written afterwards.
   */
  void erasePersonal(String person);

  /**
   * Which of these people were erased; nobody is being erased from this call on, until the
   * transaction ends. Whoever writes what is personal asks first in the transaction, and leaves out
   * what is of them: what is known in memory may be of a moment ago.
   */
  Set<String> erased(Collection<String> people);
}
