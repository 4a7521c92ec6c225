// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Set;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;

/** Which algorithms of XML signatures count, and which are known to be too weak (RFC 9231). */
final class Algorithms {
  /** Bits of an RSA key (NIST SP 800-131A). */
  static final int RSA_BITS_MIN = 2048;

  /** More would only cost time. */
  static final int RSA_BITS_MAX = 8192;

  /** Bits of the order of an elliptic curve. */
  static final int CURVE_BITS_MIN = 256;

  private static final Map<String, String> STRONG_SIGNATURES =
      Map.of(
          SignatureMethod.RSA_SHA256, "RSA",
          SignatureMethod.RSA_SHA384, "RSA",
          SignatureMethod.RSA_SHA512, "RSA",
          SignatureMethod.SHA256_RSA_MGF1, "RSA",
          SignatureMethod.SHA384_RSA_MGF1, "RSA",
          SignatureMethod.SHA512_RSA_MGF1, "RSA",
          SignatureMethod.ECDSA_SHA256, "EC",
          SignatureMethod.ECDSA_SHA384, "EC",
          SignatureMethod.ECDSA_SHA512, "EC");

  private static final Set<String> STRONG_DIGESTS =
      Set.of(DigestMethod.SHA256, DigestMethod.SHA384, DigestMethod.SHA512);

  private static final Set<String> CANONICALIZATIONS =
      Set.of(
          CanonicalizationMethod.INCLUSIVE,
          CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
          CanonicalizationMethod.INCLUSIVE_11,
          CanonicalizationMethod.INCLUSIVE_11_WITH_COMMENTS,
          CanonicalizationMethod.EXCLUSIVE,
          CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS);

  private Algorithms() {}

  /** How far an algorithm or key can be relied on. */
  enum Strength {
    STRONG,
    WEAK,
    UNKNOWN
  }

  static Strength signature(String uri) {
    return strength(STRONG_SIGNATURES.containsKey(uri), uri);
  }

  static Strength digest(String uri) {
    return strength(STRONG_DIGESTS.contains(uri), uri);
  }

  static boolean isCanonicalization(String uri) {
    return CANONICALIZATIONS.contains(uri);
  }

  /** Whether a signature algorithm takes keys of that kind. */
  static boolean takes(String uri, PublicKey key) {
    return key.getAlgorithm().equals(STRONG_SIGNATURES.get(uri))
        || (key.getAlgorithm().equals("RSASSA-PSS") && uri.endsWith("-rsa-MGF1"));
  }

  static Strength key(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> {
        int bits = rsa.getModulus().bitLength();
        yield bits < RSA_BITS_MIN
            ? Strength.WEAK
            : bits > RSA_BITS_MAX ? Strength.UNKNOWN : Strength.STRONG;
      }
      case ECPublicKey curve ->
          curve.getParams().getOrder().bitLength() < CURVE_BITS_MIN
              ? Strength.WEAK
              : Strength.STRONG;
      default -> key.getAlgorithm().equals("DSA") ? Strength.WEAK : Strength.UNKNOWN;
    };
  }

  private static Strength strength(boolean strong, String uri) {
    if (strong) {
      return Strength.STRONG;
    }
    String lower = uri.toLowerCase(java.util.Locale.ROOT);
    boolean weak =
        lower.contains("sha1")
            || lower.contains("md5")
            || lower.contains("hmac")
            || lower.contains("#dsa")
            || lower.contains("ripemd")
            || lower.contains("sha224");
    return weak ? Strength.WEAK : Strength.UNKNOWN;
  }
}
