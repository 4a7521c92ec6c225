// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Whom a verifier trusts.
 *
 * @param anchors certificates that are trusted as they are: roots, or a signer's own certificate
 * @param known certificates that are not trusted but may be needed: intermediates that messages
 *     leave out, and certificates of signers whose messages carry none
 * @param revocationLists when present, revocation is checked against these lists and nothing else;
 *     absent means that revocation is not checked. No list is ever fetched
 */
public record Trust(
    List<X509Certificate> anchors,
    List<X509Certificate> known,
    Optional<List<X509CRL>> revocationLists) {
  public Trust {
    anchors = List.copyOf(anchors);
    known = List.copyOf(known);
    revocationLists = revocationLists.map(List::copyOf);
  }

  /** Trusts nobody: every signature is at best intact. */
  public static Trust nobody() {
    return new Trust(List.of(), List.of(), Optional.empty());
  }

  /** Trusts these certificates and what they vouch for; revocation is not checked. */
  public static Trust in(List<X509Certificate> anchors) {
    return new Trust(anchors, List.of(), Optional.empty());
  }

  /** The same trust with certificates that messages leave out. */
  public Trust withKnown(List<X509Certificate> certificates) {
    return new Trust(anchors, certificates, revocationLists);
  }

  /** The same trust with revocation checked against these lists. */
  public Trust withRevocationLists(List<X509CRL> lists) {
    return new Trust(anchors, known, Optional.of(lists));
  }
}
