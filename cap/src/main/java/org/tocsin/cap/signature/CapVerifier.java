// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.ReadLimits;
import org.tocsin.cap.Reading;
import org.tocsin.cap.signature.CertificatePaths.Path;
import org.tocsin.cap.signature.SignatureMath.Outcome;
import org.tocsin.cap.signature.SignatureResult.Fault;
import org.tocsin.cap.signature.SignatureResult.Invalid;
import org.tocsin.cap.signature.SignatureResult.NotCheckable;
import org.tocsin.cap.signature.SignatureResult.Obstacle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Reads messages and checks their signatures (CAP 1.2 §3.3.4.1). Safe for several threads.
 *
 * <p>A signature is checked only when it is enveloped in the alert, covers all of it, and uses
 * SHA-256 or better with RSA of at least 2048 bits or an elliptic curve of at least 256. Weaker
 * ones are reported as such, even when they fit. At most {@value #SIGNATURES_MAX} signatures a
 * message are checked and {@value #CERTIFICATES_MAX} certificates a signature are read.
 */
public final class CapVerifier {
  private static final int SIGNATURES_MAX = 4;
  private static final int CERTIFICATES_MAX = 8;
  private static final int CERTIFICATE_CHARACTERS_MAX = 32_768;

  private final Trust trust;
  private final CertificatePaths paths;
  private final ReadLimits limits;

  /** A verifier with the usual limits for one alert. */
  public CapVerifier(Trust trust) {
    this(trust, ReadLimits.alert());
  }

  /** A verifier with limits of its own. */
  public CapVerifier(Trust trust, ReadLimits limits) {
    this.trust = requireNonNull(trust, "trust");
    this.limits = requireNonNull(limits, "limits");
    this.paths = new CertificatePaths(trust);
  }

  /**
   * Reads a message and checks its signatures. Never throws for bad input.
   *
   * @param input the message as it was received, byte for byte; one alert, not a feed
   * @param at the instant at which certificates must be valid. Take the time of receipt: the
   *     message's own time is what a forger would choose
   */
  public Verification verify(byte[] input, Instant at) {
    Reading received = CapReader.read(input, limits);
    if (received.alert().isEmpty()) {
      return new Verification(
          received, List.of(unreadable("The message cannot be read as an alert.")));
    }
    Document document;
    try {
      document = SignedXml.parse(input);
    } catch (SAXException refused) {
      return new Verification(
          received,
          received.alert().get().isSigned()
              ? List.of(unreadable("The XML was refused: " + refused.getMessage() + "."))
              : List.of());
    }
    return new Verification(received, signatures(document, at));
  }

  private List<SignatureResult> signatures(Document document, Instant at) {
    int count = SignedXml.signatures(document).size();
    List<SignatureResult> results = new ArrayList<>();
    for (int position = 0; position < Math.min(count, SIGNATURES_MAX); position++) {
      results.add(signature(document, position, at));
    }
    if (count > SIGNATURES_MAX) {
      results.add(
          notCheckable(
              Obstacle.TOO_MANY,
              "The message has " + count + " signatures; " + SIGNATURES_MAX + " were checked."));
    }
    return results;
  }

  private SignatureResult signature(Document document, int position, Instant at) {
    Element root = document.getDocumentElement();
    Element signature = SignedXml.signatures(document).get(position);
    if (!"alert".equals(root.getLocalName())) {
      return new Invalid(
          Fault.MISPLACED,
          "The alert stands inside a " + root.getNodeName() + "; verify the alert alone.");
    }
    Optional<SignatureResult> refused = SignatureShape.refuse(signature, root);
    return refused.orElseGet(() -> certified(document, position, signature, at));
  }

  /** Tries the certificates that may belong to a signature. */
  private SignatureResult certified(
      Document document, int position, Element signature, Instant at) {
    List<X509Certificate> carried;
    try {
      carried = certificates(signature);
    } catch (CertificateException | IllegalArgumentException unreadable) {
      return new Invalid(
          Fault.MALFORMED, "A certificate of the signature cannot be read: " + unreadable + ".");
    }
    String method = SignatureShape.method(signature);
    List<X509Certificate> weak = new ArrayList<>();
    List<X509Certificate> usable = new ArrayList<>();
    for (X509Certificate certificate : candidates(carried)) {
      PublicKey key = certificate.getPublicKey();
      switch (Algorithms.key(key)) {
        case WEAK -> weak.add(certificate);
        case STRONG -> {
          if (Algorithms.takes(method, key)) {
            usable.add(certificate);
          }
        }
        case UNKNOWN -> {}
      }
    }
    return usable.isEmpty()
        ? withoutKey(carried.isEmpty() ? List.of() : weak)
        : computed(document, position, usable, carried, at);
  }

  private static SignatureResult withoutKey(List<X509Certificate> weak) {
    return weak.isEmpty()
        ? notCheckable(
            Obstacle.NO_CERTIFICATE,
            "The signature carries no certificate whose key its algorithm takes; give the signer's to"
                + " the verifier as a known one.")
        : notCheckable(
            Obstacle.WEAK,
            "The key of "
                + name(weak.getFirst())
                + " can be broken; ask the sender for RSA of "
                + Algorithms.RSA_BITS_MIN
                + " bits or a curve of "
                + Algorithms.CURVE_BITS_MIN
                + ".");
  }

  /** The certificates of a message, or those known when it carries none. */
  private Set<X509Certificate> candidates(List<X509Certificate> carried) {
    return new LinkedHashSet<>(
        carried.isEmpty()
            ? Stream.concat(trust.known().stream(), trust.anchors().stream())
                .limit(CERTIFICATES_MAX)
                .toList()
            : carried);
  }

  private SignatureResult computed(
      Document document,
      int position,
      List<X509Certificate> usable,
      List<X509Certificate> carried,
      Instant at) {
    List<PublicKey> keys = usable.stream().map(X509Certificate::getPublicKey).toList();
    return switch (SignatureMath.check(document, position, keys)) {
      case Outcome.Holds holds -> trusted(holds, usable.get(holds.key()), carried, at);
      case Outcome.OtherDigest other ->
          new Invalid(
              Fault.DIGEST,
              "The message was changed after " + name(usable.get(other.key())) + " signed it.");
      // That a certificate which was only guessed at does not fit says nothing of the signature.
      case Outcome.OtherValue _ ->
          carried.isEmpty()
              ? withoutKey(List.of())
              : new Invalid(
                  Fault.VALUE, "The signature was not made by the key of its certificate.");
      case Outcome.Refused refused ->
          new Invalid(Fault.MALFORMED, "The signature was refused: " + refused.detail() + ".");
    };
  }

  private SignatureResult trusted(
      Outcome.Holds holds, X509Certificate certificate, List<X509Certificate> carried, Instant at) {
    Optional<Alert> alert = CapReader.read(holds.octets(), limits).alert();
    if (alert.isEmpty()) {
      return unreadable("What was signed cannot be read as an alert.");
    }
    return switch (paths.follow(certificate, carried, at)) {
      case Path.Trusted path ->
          holds.spaceDropped()
              ? new SignatureResult.VerifiedWithoutSpace(path.signer(), alert.get())
              : new SignatureResult.Verified(path.signer(), alert.get());
      case Path.Broken broken ->
          new NotCheckable(
              broken.obstacle(),
              broken.detail(),
              Optional.of(new Signer(certificate, List.of(certificate))));
    };
  }

  /** The certificates that a signature carries (XMLDSig §4.5.4). */
  private static List<X509Certificate> certificates(Element signature) throws CertificateException {
    List<X509Certificate> certificates = new ArrayList<>();
    var found = signature.getElementsByTagNameNS(SignedXml.DSIG, "X509Certificate");
    for (int i = 0; i < Math.min(found.getLength(), CERTIFICATES_MAX); i++) {
      String text = found.item(i).getTextContent();
      if (text.length() > CERTIFICATE_CHARACTERS_MAX) {
        throw new CertificateException(
            "it has more than " + CERTIFICATE_CHARACTERS_MAX + " characters");
      }
      byte[] encoded = Base64.getMimeDecoder().decode(text);
      certificates.add(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded)));
    }
    return certificates;
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  private static NotCheckable unreadable(String detail) {
    return notCheckable(Obstacle.UNREADABLE, detail);
  }

  private static NotCheckable notCheckable(Obstacle obstacle, String detail) {
    return new NotCheckable(obstacle, detail, Optional.empty());
  }
}
