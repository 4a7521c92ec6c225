// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

/**
 * What the readers of a draft would miss or stumble over.
 *
 * @param code which rule
 * @param weight what follows from it
 * @param where the field, for example {@code texts.en.instruction}
 * @param message what is wrong
 * @param remedy what to do
 */
public record Remark(String code, Weight weight, String where, String message, String remedy) {

  /** What follows from a remark. */
  public enum Weight {
    /** It cannot be approved. */
    REFUSES,
    /** It is approved only with a reason, which goes into the record. */
    NEEDS_REASON,
    /** The approver sees it. */
    ADVICE
  }
}
