// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.cap.signature.Algorithms.Strength;
import org.tocsin.cap.signature.SignatureResult.Obstacle;

/** Follows a certificate to a trust anchor (RFC 5280 §6, PKIX) at an instant. Fetches nothing. */
final class CertificatePaths {
  /** Intermediate certificates between a signer and its anchor. */
  private static final int INTERMEDIATES_MAX = 5;

  /** Certificates that are looked at on the way; a message can carry many that vouch in circles. */
  private static final int STEPS_MAX = 32;

  private final Trust trust;

  CertificatePaths(Trust trust) {
    this.trust = trust;
  }

  /** Where following a certificate led. */
  sealed interface Path {
    /** To an anchor. */
    record Trusted(Signer signer) implements Path {}

    /** Nowhere. */
    record Broken(Obstacle obstacle, String detail) implements Path {}
  }

  /**
   * Follows a certificate.
   *
   * @param others certificates that came with it
   * @param at the instant at which all of them must be valid
   */
  Path follow(X509Certificate certificate, List<X509Certificate> others, Instant at) {
    Optional<Path> refused = usage(certificate);
    if (refused.isPresent()) {
      return refused.get();
    }
    Date date = Date.from(at);
    try {
      certificate.checkValidity(date);
    } catch (CertificateExpiredException | CertificateNotYetValidException outside) {
      return outside(certificate, at);
    }
    if (trust.anchors().contains(certificate)) {
      return new Path.Trusted(new Signer(certificate, List.of(certificate)));
    }
    List<List<X509Certificate>> chains = chains(certificate, others);
    Path best =
        new Path.Broken(
            Obstacle.UNTRUSTED,
            "No way leads from "
                + name(certificate)
                + " to a trusted certificate; add its issuer to the trust anchors if you trust it.");
    for (List<X509Certificate> chain : chains) {
      Path path = validate(chain, date);
      if (path instanceof Path.Trusted) {
        return path;
      }
      best = path;
    }
    return best;
  }

  /**
   * The ways by which issuers lead from a certificate to an anchor, the anchor last. Building them
   * here and validating each tells what is wrong with a way; the JDK's path builder only says that
   * it found none.
   */
  private List<List<X509Certificate>> chains(
      X509Certificate certificate, List<X509Certificate> others) {
    Set<X509Certificate> issuers = new LinkedHashSet<>(trust.anchors());
    issuers.addAll(trust.known());
    issuers.addAll(others);
    List<List<X509Certificate>> complete = new ArrayList<>();
    Deque<List<X509Certificate>> open = new ArrayDeque<>(List.of(List.of(certificate)));
    for (int steps = 0; !open.isEmpty() && steps < STEPS_MAX; steps++) {
      List<X509Certificate> chain = open.remove();
      for (X509Certificate issuer : issuers) {
        if (!chain.contains(issuer) && issued(chain.getLast(), issuer)) {
          List<X509Certificate> longer = new ArrayList<>(chain);
          longer.add(issuer);
          if (trust.anchors().contains(issuer)) {
            complete.add(longer);
          } else if (longer.size() <= INTERMEDIATES_MAX + 1) {
            open.add(longer);
          }
        }
      }
    }
    return complete;
  }

  private static boolean issued(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  private Path validate(List<X509Certificate> chain, Date date) {
    try {
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      PKIXParameters parameters =
          new PKIXParameters(Set.of(new TrustAnchor(chain.getLast(), null)));
      parameters.setDate(date);
      parameters.setRevocationEnabled(false);
      if (trust.revocationLists().isPresent()) {
        check(trust.revocationLists().get(), chain, validator, parameters);
      }
      validator.validate(
          CertificateFactory.getInstance("X.509")
              .generateCertPath(chain.subList(0, chain.size() - 1)),
          parameters);
      return strong(chain);
    } catch (CertPathValidatorException refused) {
      return explain(chain.getFirst(), refused, date.toInstant());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK validates PKIX paths", impossible);
    }
  }

  private static void check(
      List<X509CRL> lists,
      List<X509Certificate> chain,
      CertPathValidator validator,
      PKIXParameters parameters)
      throws GeneralSecurityException {
    PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
    // Lists only: OCSP would open connections.
    checker.setOptions(
        EnumSet.of(
            PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
    parameters.addCertPathChecker(checker);
    List<Object> store = new ArrayList<>(lists);
    store.addAll(chain);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(store)));
  }

  private static Path strong(List<X509Certificate> chain) {
    for (X509Certificate each : chain) {
      if (Algorithms.key(each.getPublicKey()) == Strength.WEAK) {
        return new Path.Broken(
            Obstacle.WEAK, "The certificate of " + name(each) + " has a key that can be broken.");
      }
    }
    return new Path.Trusted(new Signer(chain.getFirst(), chain));
  }

  /** RFC 5280 §4.2.1.3: a key whose usage is stated must be meant for signatures. */
  private static Optional<Path> usage(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    boolean signs = usage == null || usage[0] || usage[1]; // digitalSignature, nonRepudiation
    return signs
        ? Optional.empty()
        : Optional.of(
            new Path.Broken(
                Obstacle.KEY_USAGE,
                "The certificate of " + name(certificate) + " is not meant for signatures."));
  }

  private static Path explain(
      X509Certificate certificate, CertPathValidatorException refused, Instant at) {
    String detail = String.valueOf(refused.getMessage());
    Reason reason = refused.getReason();
    if (reason == BasicReason.REVOKED) {
      return new Path.Broken(
          Obstacle.REVOKED, "In the chain of " + name(certificate) + ": " + detail + ".");
    }
    if (reason == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
      return new Path.Broken(
          Obstacle.REVOCATION_UNKNOWN,
          "No list given says whether " + name(certificate) + " or one above it was revoked.");
    }
    if (reason == BasicReason.EXPIRED || reason == BasicReason.NOT_YET_VALID) {
      return new Path.Broken(
          Obstacle.OUTSIDE_VALIDITY,
          "A certificate above " + name(certificate) + " is not valid at " + at + ".");
    }
    if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
      return new Path.Broken(
          Obstacle.WEAK, "In the chain of " + name(certificate) + ": " + detail + ".");
    }
    return new Path.Broken(
        Obstacle.UNTRUSTED,
        "The chain of " + name(certificate) + " does not hold: " + detail + ".");
  }

  private static Path outside(X509Certificate certificate, Instant at) {
    return new Path.Broken(
        Obstacle.OUTSIDE_VALIDITY,
        "The certificate of "
            + name(certificate)
            + " is valid from "
            + certificate.getNotBefore().toInstant()
            + " to "
            + certificate.getNotAfter().toInstant()
            + ", not at "
            + at
            + ".");
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
