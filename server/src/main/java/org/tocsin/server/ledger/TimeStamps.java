// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.tocsin.record.RecordException;
import org.tocsin.record.Stamp;

/**
 * Time-stamp tokens (RFC 3161): asks for them, and believes those whose certificate is for nothing
 * but time stamping and leads to a given authority at the time that they state. Whether a
 * certificate was revoked is looked up in the lists that were given and asked of nobody. Immutable,
 * thread-safe.
 */
public final class TimeStamps implements Stamp.Verifier {

  private static final ASN1ObjectIdentifier SHA_256 = NISTObjectIdentifiers.id_sha256;

  private final Set<TrustAnchor> anchors = new HashSet<>();
  private final List<X509Certificate> given = new ArrayList<>();

  private final RevocationLists lists;

  private TimeStamps(List<X509Certificate> trusted, RevocationLists lists) {
    this.lists = lists;
    trusted.forEach(each -> anchors.add(new TrustAnchor(each, null)));
    given.addAll(trusted);
  }

  /**
   * Those that believe the authorities in a file.
   *
   * @param pem certificates, roots or below; each of them is believed
   * @throws RecordException if there are none
   */
  public static TimeStamps trusting(Path pem) throws IOException {
    return trusting(pem, List.of());
  }

  /**
   * The same of those whose certificate was not revoked.
   *
   * @param revoked lists of revoked certificates, by the issuers of the authority's certificate and
   *     of those between; where one is missing, the answer says that it was not looked up
   * @throws RecordException if a file holds none
   */
  public static TimeStamps trusting(Path pem, List<Path> revoked) throws IOException {
    RevocationLists lists = RevocationLists.in(revoked);
    try (InputStream in = Files.newInputStream(pem)) {
      List<X509Certificate> trusted = new ArrayList<>();
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.add((X509Certificate) each);
      }
      if (trusted.isEmpty()) {
        throw refused(pem + " holds no certificate");
      }
      return new TimeStamps(trusted, lists);
    } catch (GeneralSecurityException e) {
      throw refused(pem + " holds no certificates in PEM: " + e.getMessage());
    }
  }

  /** A request for a stamp on these bytes, with this nonce, that asks for the certificate too. */
  static TimeStampRequest request(byte[] stamped, BigInteger nonce) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return generator.generate(SHA_256, sha256(stamped), nonce);
  }

  /**
   * The token of an answer.
   *
   * @throws RecordException if the authority refused, answers another request, or is not believed
   */
  byte[] token(TimeStampRequest request, byte[] answer, byte[] stamped) {
    try {
      TimeStampResponse response = new TimeStampResponse(answer);
      response.validate(request);
      TimeStampToken token = response.getTimeStampToken();
      if (token == null) {
        throw refused("the authority refuses: " + response.getStatusString());
      }
      byte[] encoded = token.getEncoded();
      verify(encoded, stamped);
      return encoded;
    } catch (TSPException | IOException | IllegalArgumentException e) {
      throw refused("the authority's answer is none to what was asked: " + e.getMessage());
    }
  }

  @Override
  public Stamp.Proven verify(byte[] encoded, byte[] stamped) {
    try {
      TimeStampToken token = new TimeStampToken(new CMSSignedData(encoded));
      boolean sameHash =
          SHA_256.equals(token.getTimeStampInfo().getMessageImprintAlgOID())
              && MessageDigest.isEqual(
                  token.getTimeStampInfo().getMessageImprintDigest(), sha256(stamped));
      if (!sameHash) {
        throw refused("it is a stamp on something else");
      }
      Date at = token.getTimeStampInfo().getGenTime();
      X509Certificate signer = signer(token);
      // Its signature, its own certificate by hash, valid at that time, for time stamping alone.
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
      Optional<Instant> asOf = requireTrusted(token, signer, at);
      List<X509Certificate> known = carried(token);
      known.addAll(given);
      return new Stamp.Proven(
          at.toInstant(), signer.getNotAfter().toInstant(), asOf, lists.unknownIssuer(known));
    } catch (TSPException
        | CMSException
        | IOException
        | GeneralSecurityException
        | OperatorCreationException
        | IllegalArgumentException
        | ClassCastException e) {
      throw refused("it is not a stamp by an authority that is trusted: " + e.getMessage());
    }
  }

  /** The certificate that signed: in the token, or one of those given. */
  private X509Certificate signer(TimeStampToken token) throws GeneralSecurityException {
    List<X509Certificate> all = carried(token);
    all.addAll(given);
    for (X509Certificate each : all) {
      if (token.getSID().match(holder(each))) {
        return each;
      }
    }
    throw refused("the certificate of whoever signed is not in it");
  }

  private static X509CertificateHolder holder(X509Certificate certificate)
      throws GeneralSecurityException {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (IOException e) {
      throw refused("a certificate cannot be read");
    }
  }

  private static List<X509Certificate> carried(TimeStampToken token)
      throws GeneralSecurityException {
    List<X509Certificate> carried = new ArrayList<>();
    for (X509CertificateHolder each : token.getCertificates().getMatches(null)) {
      carried.add(new JcaX509CertificateConverter().getCertificate(each));
    }
    return carried;
  }

  /** As of when none on the way to one that was given was revoked, if that could be looked up. */
  private Optional<Instant> requireTrusted(TimeStampToken token, X509Certificate signer, Date at)
      throws GeneralSecurityException {
    if (given.contains(signer)) {
      for (X509Certificate issuer : given) {
        if (isIssuedBy(signer, issuer)) {
          return lists.requireNotRevoked(List.of(signer), issuer, at.toInstant());
        }
      }
      return Optional.empty();
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(signer);
    PKIXBuilderParameters path = new PKIXBuilderParameters(anchors, target);
    path.setRevocationEnabled(false); // the lists are looked up below, by the rules for stamps
    path.setDate(at);
    path.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(carried(token))));
    var built = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(path);
    List<X509Certificate> between = new ArrayList<>();
    built.getCertPath().getCertificates().forEach(each -> between.add((X509Certificate) each));
    return lists.requireNotRevoked(
        between, built.getTrustAnchor().getTrustedCert(), at.toInstant());
  }

  /** By key, not by name alone: an authority that renews its key keeps its name. */
  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // of another key of that name
    }
  }

  private static byte[] sha256(byte[] bytes) {
    return org.tocsin.record.Hash.sha256(bytes).bytes();
  }

  private static RecordException refused(String why) {
    return new RecordException(RecordException.Reason.INVALID_SIGNATURE, why);
  }
}
