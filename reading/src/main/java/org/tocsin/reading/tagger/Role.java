// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

/** What part somebody or something has in the incidents of a report; MUC-4's five string slots. */
public enum Role {
  /** A person or persons who did it, named or described. */
  PERP_IND(0),
  /** The organisation they belong to. */
  PERP_ORG(1),
  /** A thing or building that was attacked. */
  TARGET(2),
  /** A person who was attacked, by name. */
  VICTIM(3),
  /** What it was done with. */
  WEAPON(4);

  static final int COUNT = 5;

  private final int index;

  Role(int index) {
    this.index = index;
  }

  /** The place of this role among the outputs of a model; weights are bound to it. */
  public int index() {
    return index;
  }
}
