// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.tocsin.cap.Alert;

/** What came of checking one signature, or of finding none. */
public sealed interface SignatureResult {

  /** The message carries no signature. */
  record Unsigned() implements SignatureResult {}

  /**
   * The signature holds for the message as it was received, and its certificate is trusted.
   *
   * @param signer who signed
   * @param alert the alert read from the octets that were digested; without signatures
   */
  record Verified(Signer signer, Alert alert) implements SignatureResult {
    public Verified {
      requireNonNull(signer, "signer");
      requireNonNull(alert, "alert");
    }
  }

  /**
   * The signature holds once white space between elements and processing instructions outside the
   * alert are dropped, and its certificate is trusted. Neither says anything in CAP; the message
   * was signed without them and laid out later.
   *
   * @param signer who signed
   * @param alert the alert read from the octets that were digested; without signatures
   */
  record VerifiedWithoutSpace(Signer signer, Alert alert) implements SignatureResult {
    public VerifiedWithoutSpace {
      requireNonNull(signer, "signer");
      requireNonNull(alert, "alert");
    }
  }

  /**
   * The signature does not hold: the message or the signature was changed, or it signs something
   * else.
   *
   * @param fault what is wrong
   * @param detail the same for people, with what was found
   */
  record Invalid(Fault fault, String detail) implements SignatureResult {
    public Invalid {
      requireNonNull(fault, "fault");
      requireNonNull(detail, "detail");
    }
  }

  /**
   * Whether the signature is good cannot be told here. CAP 1.2 §3.3.4.1: the message is to be
   * processed all the same, and people told that its signature was not checked.
   *
   * @param obstacle why not
   * @param detail the same for people, with what was found and what would help
   * @param intact who signed, when the signature does hold mathematically and only trust in its
   *     certificate is missing
   */
  record NotCheckable(Obstacle obstacle, String detail, Optional<Signer> intact)
      implements SignatureResult {
    public NotCheckable {
      requireNonNull(obstacle, "obstacle");
      requireNonNull(detail, "detail");
      requireNonNull(intact, "intact");
    }
  }

  /** What makes a signature invalid. */
  enum Fault {
    /** It does not stand as a child of the alert (CAP 1.2 §3.3.4.1). */
    MISPLACED,
    /** It refers to something else than the whole alert: signature wrapping. */
    REFERS_ELSEWHERE,
    /** Its parts are missing, repeated or unreadable. */
    MALFORMED,
    /** Its value was not made by the key of its certificate over what it says. */
    VALUE,
    /** The digest of the message is another one: the message was changed after it was signed. */
    DIGEST
  }

  /** Why a signature cannot be checked. */
  enum Obstacle {
    /** The document cannot be parsed, or the signed part is not an alert that can be read. */
    UNREADABLE,
    /** There are more signatures than are checked. */
    TOO_MANY,
    /** It uses SHA-1, MD5, DSA, HMAC, an RSA key under 2048 bits or a curve under 256 bits. */
    WEAK,
    /** It uses an algorithm that is not known here. */
    UNKNOWN_ALGORITHM,
    /** It uses parts of XML signatures that are refused: other transforms, several references. */
    UNSUPPORTED_FORM,
    /** It carries no certificate, and no known one fits. */
    NO_CERTIFICATE,
    /** The certificate is not allowed to sign. */
    KEY_USAGE,
    /** No way leads from the certificate to a trust anchor. */
    UNTRUSTED,
    /** The certificate, or one above it, has expired or is not valid yet. */
    OUTSIDE_VALIDITY,
    /** The certificate, or one above it, was revoked. */
    REVOKED,
    /** Revocation is to be checked, and no list says whether the certificate was revoked. */
    REVOCATION_UNKNOWN
  }
}
