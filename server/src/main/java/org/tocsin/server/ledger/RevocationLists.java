// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.tocsin.record.RecordException;

/**
 * Lists of revoked certificates (RFC 5280) that somebody gave as files; nothing is fetched. What
 * follows from a revocation is RFC 3161's to say (section 4): where the key is said not to be in
 * wrong hands, stamps from before it stay good; where it may be, none does.
 *
 * <p>A list keeps a revoked certificate only until it ends (RFC 5280, 3.3 and 5.2), so one from
 * after that end shows nothing by its silence, and an older one that was given still counts.
 * Immutable, thread-safe.
 */
final class RevocationLists {

  static final RevocationLists NONE = new RevocationLists(List.of());

  private static final long BYTES_MOST = 64 << 20;
  private static final int MAY_SIGN_LISTS = 6; // of KeyUsage

  /** X.509, 9.5.2.8: since when certificates are kept though they have ended. */
  private static final String KEEPS_ENDED_SINCE = "2.5.29.60";

  /** Reasons that leave the stamps from before the revocation good. */
  private static final Set<CRLReason> HARMLESS =
      EnumSet.of(
          CRLReason.UNSPECIFIED,
          CRLReason.AFFILIATION_CHANGED,
          CRLReason.SUPERSEDED,
          CRLReason.CESSATION_OF_OPERATION);

  private final List<X509CRL> lists;

  private RevocationLists(List<X509CRL> lists) {
    this.lists = List.copyOf(lists);
  }

  /**
   * Reads lists, in PEM or DER, one or several a file.
   *
   * @throws RecordException if a file holds none
   */
  static RevocationLists in(List<Path> files) throws IOException {
    List<X509CRL> lists = new ArrayList<>();
    for (Path file : files) {
      if (Files.size(file) > BYTES_MOST) {
        throw refused(file + " is larger than 64 MiB, as no list of revoked certificates is");
      }
      int before = lists.size();
      try (InputStream in = Files.newInputStream(file)) {
        for (CRL each : CertificateFactory.getInstance("X.509").generateCRLs(in)) {
          lists.add((X509CRL) each);
        }
      } catch (GeneralSecurityException e) {
        throw refused(file + " holds no list of revoked certificates: " + e.getMessage());
      }
      if (lists.size() == before) {
        throw refused(file + " holds no list of revoked certificates");
      }
    }
    return new RevocationLists(lists);
  }

  /**
   * Holds certificates against the lists of their issuers.
   *
   * @param path who signed first; each is issued by the next, the last by {@code anchor}
   * @param at when the stamp was made
   * @return as of when nothing was revoked: for each certificate the date of the newest list that
   *     speaks of it, and of those the oldest; nothing where there is none for a certificate
   * @throws RecordException if one was revoked so that a stamp of that time is not to be believed
   */
  Optional<Instant> requireNotRevoked(
      List<X509Certificate> path, X509Certificate anchor, Instant at) {
    List<Instant> dates = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      X509Certificate issuer = i + 1 < path.size() ? path.get(i + 1) : anchor;
      requireNotRevoked(path.get(i), issuer, at).ifPresent(dates::add);
    }
    return dates.size() < path.size() || path.isEmpty()
        ? Optional.empty()
        : dates.stream().min(Comparator.naturalOrder());
  }

  /** The date of the newest list that speaks of a certificate; any of them may condemn it. */
  private Optional<Instant> requireNotRevoked(
      X509Certificate certificate, X509Certificate issuer, Instant at) {
    List<X509CRL> speaking =
        lists.stream().filter(list -> isOf(list, issuer) && speaksOf(list, certificate)).toList();
    Optional<Instant> newest =
        speaking.stream()
            .map(list -> list.getThisUpdate().toInstant())
            .max(Comparator.naturalOrder());
    for (X509CRL list : speaking) {
      X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
      boolean mayBeReleased =
          entry != null
              && entry.getRevocationReason() == CRLReason.CERTIFICATE_HOLD
              && list.getThisUpdate().toInstant().isBefore(newest.orElseThrow());
      if (entry != null && !mayBeReleased) {
        requireGood(certificate, entry, at);
      }
    }
    return newest;
  }

  /** Whether a list names a certificate, or would name it if it were revoked. */
  private static boolean speaksOf(X509CRL list, X509Certificate certificate) {
    return list.getRevokedCertificate(certificate.getSerialNumber()) != null
        || !list.getThisUpdate().toInstant().isAfter(certificate.getNotAfter().toInstant())
        || keepsEndedSince(list)
            .filter(since -> !since.isAfter(certificate.getNotAfter().toInstant()))
            .isPresent();
  }

  private static Optional<Instant> keepsEndedSince(X509CRL list) {
    byte[] value = list.getExtensionValue(KEEPS_ENDED_SINCE);
    if (value == null) {
      return Optional.empty();
    }
    try {
      byte[] time = ASN1OctetString.getInstance(value).getOctets();
      return Optional.of(ASN1GeneralizedTime.getInstance(time).getDate().toInstant());
    } catch (IllegalArgumentException | ParseException e) {
      return Optional.empty(); // what cannot be read promises nothing
    }
  }

  /** The name of the issuer of a list that none of these signed. */
  Optional<String> unknownIssuer(List<X509Certificate> known) {
    return lists.stream()
        .filter(list -> known.stream().noneMatch(each -> isSignedBy(list, each)))
        .map(list -> list.getIssuerX500Principal().getName())
        .findFirst();
  }

  /** Whether an issuer signed a list, over all that it issued. */
  private static boolean isOf(X509CRL list, X509Certificate issuer) {
    boolean[] usage = issuer.getKeyUsage();
    Set<String> critical = list.getCriticalExtensionOIDs();
    // What is critical narrows a list: to changes, to some reasons, to some certificates.
    return (usage == null || usage[MAY_SIGN_LISTS])
        && (critical == null || critical.isEmpty())
        && isSignedBy(list, issuer);
  }

  private static boolean isSignedBy(X509CRL list, X509Certificate issuer) {
    if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      list.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // of another key of that name, or of nobody's
    }
  }

  private static void requireGood(X509Certificate certificate, X509CRLEntry entry, Instant at) {
    Instant since = entry.getRevocationDate().toInstant();
    CRLReason reason = entry.getRevocationReason();
    if (reason != null && HARMLESS.contains(reason) && at.isBefore(since)) {
      return;
    }
    throw refused(
        "the certificate of '%s' was revoked on %s (%s)%s"
            .formatted(
                certificate.getSubjectX500Principal().getName(),
                since,
                reason == null
                    ? "no reason is given"
                    : reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                at.isBefore(since)
                    ? ", so no stamp of its key is to be believed, this one of " + at + " neither"
                    : ", before this stamp of " + at));
  }

  private static RecordException refused(String why) {
    return new RecordException(RecordException.Reason.INVALID_SIGNATURE, why);
  }
}
