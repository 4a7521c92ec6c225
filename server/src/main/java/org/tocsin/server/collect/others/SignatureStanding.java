// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

/** What the signature of a message is worth here (CAP 1.2 §3.3.4.1). */
public sealed interface SignatureStanding {

  /** It carries none. */
  record Unsigned() implements SignatureStanding {}

  /**
   * It carries one that could not be checked.
   *
   * @param why what was missing
   */
  record NotChecked(String why) implements SignatureStanding {}

  /**
   * It was signed by somebody whom this desk trusts.
   *
   * @param signer the name in the certificate
   */
  record Verified(String signer) implements SignatureStanding {}

  /**
   * The signature does not hold.
   *
   * @param why what is wrong with it
   */
  record Invalid(String why) implements SignatureStanding {}

  /** What people read. */
  default String words() {
    return switch (this) {
      case Unsigned _ -> "not signed";
      case NotChecked _ -> "signed, not checked";
      case Verified verified -> "signed, verified: " + verified.signer();
      case Invalid _ -> "signed, but the signature does not hold";
    };
  }

  /** Why, for those who want to know; empty when there is nothing more to say. */
  default String detail() {
    return switch (this) {
      case Unsigned _, Verified _ -> "";
      case NotChecked unchecked -> unchecked.why();
      case Invalid invalid -> invalid.why();
    };
  }
}
