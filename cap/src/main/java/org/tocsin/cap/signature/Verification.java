// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Reading;
import org.tocsin.cap.signature.SignatureResult.Invalid;
import org.tocsin.cap.signature.SignatureResult.NotCheckable;
import org.tocsin.cap.signature.SignatureResult.Unsigned;
import org.tocsin.cap.signature.SignatureResult.Verified;
import org.tocsin.cap.signature.SignatureResult.VerifiedWithoutSpace;

/**
 * A message that was read and whose signatures were checked.
 *
 * @param received the message as received, whatever its signatures are worth
 * @param signatures one result for each signature in the order of the document; empty when there is
 *     none
 */
public record Verification(Reading received, List<SignatureResult> signatures) {
  public Verification {
    requireNonNull(received, "received");
    signatures = List.copyOf(signatures);
  }

  /**
   * The result that counts: {@code Unsigned} when there is no signature, else the best one. A good
   * signature stays good beside a bad one, since it says of itself what it covers; the others are
   * in {@link #signatures}. Among bad ones, invalid counts more than not checkable.
   */
  public SignatureResult verdict() {
    return signatures.stream()
        .min(Comparator.comparingInt(Verification::rank))
        .orElseGet(Unsigned::new);
  }

  /** The alert that a trusted signer signed, read from the octets that were digested. */
  public Optional<Alert> verifiedAlert() {
    return switch (verdict()) {
      case Verified verified -> Optional.of(verified.alert());
      case VerifiedWithoutSpace verified -> Optional.of(verified.alert());
      case Unsigned _, Invalid _, NotCheckable _ -> Optional.empty();
    };
  }

  private static int rank(SignatureResult result) {
    return switch (result) {
      case Verified _ -> 0;
      case VerifiedWithoutSpace _ -> 1;
      case Invalid _ -> 2;
      case NotCheckable _ -> 3;
      case Unsigned _ -> 4;
    };
  }
}
