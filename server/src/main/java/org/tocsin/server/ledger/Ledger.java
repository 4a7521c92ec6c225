// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.util.List;
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

  /** Everything recorded in this case, oldest first. */
  List<TimelineLine> timeline(CaseId caseId);

  /** Everything recorded about this id, oldest first. */
  List<TimelineLine> about(String subject);

  /**
   * Destroys values and salts of everything personal committed about this person, also in acts
   * about something else; the entries stay provable, and bundles say when it was erased.
   */
  void erasePersonal(String person);
}
