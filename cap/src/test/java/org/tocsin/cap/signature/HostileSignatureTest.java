// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.cap.signature.TestCertificates.NOW;

import java.security.Key;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.cap.CapWriter;
import org.tocsin.cap.signature.SignatureResult.Invalid;
import org.tocsin.cap.signature.SignatureResult.NotCheckable;
import org.tocsin.cap.signature.SignatureResult.Unsigned;
import org.tocsin.cap.signature.SignatureResult.Verified;
import org.tocsin.cap.signature.TestCertificates.Holder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * FEATURE UNDER TEST: signatures made by a trusted key over something else than the alert, or with
 * anything but the few allowed parts, are not verified; and the message is read all the same.
 */
class HostileSignatureTest {
  private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");
  private static final String EVIL = "<sender>evil@example.org</sender>";

  private static Holder root;
  private static Holder desk;

  @BeforeAll
  static void makeCertificates() throws Exception {
    root = TestCertificates.root("Root");
    desk = TestCertificates.signer("desk", TestCertificates.rsa(2048), root);
  }

  @Test
  void theSameToolMakesSignaturesThatHold() throws Exception {
    assertThat(words(made().xml())).isEqualTo("verified");
    assertThat(words(made().uri("#a").rootId("a").xml())).isEqualTo("verified");
    assertThat(words(made().transform(CanonicalizationMethod.INCLUSIVE_11).xml()))
        .isEqualTo("verified");
  }

  @Test
  void theSignedAlertNestedInAnotherDoesNotVouchForTheOuterOne() throws Exception {
    String signed = made().uri("#a").rootId("a").xml();
    String inner = signed.substring(signed.indexOf("<alert"));
    String signature = signature(inner);
    String original = inner.replace(signature, "");
    String outer =
        original.replace(" Id=\"a\"", "").replace("<sender>desk@example.org</sender>", EVIL);
    // The signature moves to the outer alert and still refers to the inner one.
    String wrapped = outer.replace("</alert>", original + signature + "</alert>");
    assertThat(words(wrapped)).isEqualTo("REFERS_ELSEWHERE");
    // The signature stays with the inner alert.
    assertThat(words(outer.replace("</alert>", inner + "</alert>"))).isEqualTo("MISPLACED");
    // The original hides in an Object of the signature.
    String hidden =
        signature.replace(
            "</ds:Signature>", "<ds:Object>" + original + "</ds:Object></ds:Signature>");
    assertThat(words(outer.replace("</alert>", hidden + "</alert>"))).isEqualTo("REFERS_ELSEWHERE");
    // The outer alert takes the id as well.
    String twice = wrapped.replaceFirst("<alert ", "<alert Id=\"a\" ");
    assertThat(words(twice)).isEqualTo("REFERS_ELSEWHERE");
    assertThat(words(twice.replaceFirst("Id=\"a\"", "xml:id=\"a\""))).isEqualTo("REFERS_ELSEWHERE");
  }

  @Test
  void aSignedAlertInsideAnotherDocumentIsNotVerifiedThere() throws Exception {
    String signed = made().uri("#a").rootId("a").xml();
    String feed = "<feed>" + signed.substring(signed.indexOf("<alert")) + "</feed>";
    assertThat(words(feed)).isEqualTo("MISPLACED");
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.w3.org/TR/1999/REC-xslt-19991116",
    "http://www.w3.org/2000/09/xmldsig#base64",
    "urn:unknown"
  })
  void otherTransformsAreRefusedBeforeTheyRun(String transform) throws Exception {
    String signed = made().transform(CanonicalizationMethod.INCLUSIVE_11).xml();
    assertThat(
            words(
                signed.replace(
                    "<ds:Transform Algorithm=\"" + CanonicalizationMethod.INCLUSIVE_11,
                    "<ds:Transform Algorithm=\"" + transform)))
        .isEqualTo("UNSUPPORTED_FORM");
  }

  @Test
  void anXPathThatLeavesTheContentOutIsRefused() throws Exception {
    assertThat(words(made().xpath("self::text()[. = 'Public']").xml()))
        .isEqualTo("UNSUPPORTED_FORM");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9/alert.xml, REFERS_ELSEWHERE",
    "file:///etc/hostname, REFERS_ELSEWHERE",
    "#nothing, REFERS_ELSEWHERE",
    "#xpointer(/), REFERS_ELSEWHERE",
  })
  void nothingOutsideTheAlertIsReadToCheckASignature(String uri, String result) throws Exception {
    assertThat(words(made().xml().replace("URI=\"\"", "URI=\"" + uri + "\""))).isEqualTo(result);
  }

  @Test
  void keysAreNotFetched() throws Exception {
    String retrieval =
        "<ds:KeyInfo><ds:RetrievalMethod URI=\"http://127.0.0.1:9/key\"/></ds:KeyInfo>";
    String signed = made().xml().replaceAll("(?s)<ds:KeyInfo>.*</ds:KeyInfo>", retrieval);
    assertThat(words(signed)).isEqualTo("UNSUPPORTED_FORM");
  }

  @Test
  void aBareKeyVouchesForNobody() throws Exception {
    String named = "<ds:KeyInfo><ds:KeyName>desk</ds:KeyName></ds:KeyInfo>";
    String signed = made().xml().replaceAll("(?s)<ds:KeyInfo>.*</ds:KeyInfo>", named);
    assertThat(words(signed)).isEqualTo("NO_CERTIFICATE");
    Holder other = TestCertificates.signer("other", TestCertificates.rsa(2048), root);
    Trust knowing = Trust.in(List.of(other.certificate()));
    assertThat(
            CapSignatureTest.obstacle(
                new CapVerifier(knowing).verify(signed.getBytes(UTF_8), NOW).verdict()))
        .isEqualTo(SignatureResult.Obstacle.NO_CERTIFICATE);
  }

  @Test
  void weakAlgorithmsAreReportedAsWeak() throws Exception {
    String strong = made().xml();
    assertThat(words(strong.replace(SignatureMethod.RSA_SHA256, SignatureMethod.RSA_SHA1)))
        .isEqualTo("WEAK");
    assertThat(words(strong.replace(DigestMethod.SHA256, DigestMethod.SHA1))).isEqualTo("WEAK");
    assertThat(words(strong.replace(SignatureMethod.RSA_SHA256, SignatureMethod.DSA_SHA256)))
        .isEqualTo("WEAK");
    assertThat(words(strong.replace(SignatureMethod.RSA_SHA256, "urn:new")))
        .isEqualTo("UNKNOWN_ALGORITHM");
  }

  @Test
  void aSecretMadeOfThePublicKeySignsNothing() throws Exception {
    Key secret = new SecretKeySpec(desk.certificate().getPublicKey().getEncoded(), "HmacSHA256");
    assertThat(words(made().method(SignatureMethod.HMAC_SHA256).key(secret).xml()))
        .isEqualTo("WEAK");
  }

  @Test
  void aShortKeyIsReportedAsWeak() throws Exception {
    Holder small = TestCertificates.signer("small", TestCertificates.rsa(1024), root);
    Made made = made();
    String signed =
        CapSignatureTest.text(made.xml().getBytes(UTF_8))
            .replaceAll(
                "(?s)<ds:X509Certificate>.*</ds:X509Certificate>",
                "<ds:X509Certificate>"
                    + java.util.Base64.getEncoder().encodeToString(small.certificate().getEncoded())
                    + "</ds:X509Certificate>");
    assertThat(words(signed)).isEqualTo("WEAK");
  }

  @Test
  void onlyAFewSignaturesOfAMessageAreChecked() throws Exception {
    String signed = made().xml();
    String many = signed.replace("</alert>", signature(signed).repeat(400) + "</alert>");
    Verification verification = verifier().verify(many.getBytes(UTF_8), NOW);
    assertThat(verification.signatures()).hasSize(5);
    assertThat(verification.signatures().getLast())
        .isInstanceOfSatisfying(
            NotCheckable.class,
            last -> assertThat(last.obstacle()).isEqualTo(SignatureResult.Obstacle.TOO_MANY));
  }

  @Test
  void damagedSignaturesNeverThrowAndNeverVerify() throws Exception {
    String signed = made().xml();
    int start = signed.indexOf("<ds:Signature ");
    for (int at = start; at < signed.length(); at += 17) {
      for (String put : new String[] {"", "<x/>", "A", "&", "\""}) {
        String damaged = signed.substring(0, at) + put + signed.substring(at + 1);
        SignatureResult result = verifier().verify(damaged.getBytes(UTF_8), NOW).verdict();
        if (result instanceof Verified) {
          // Only outside of SignedInfo and of the value, as in a space between two attributes.
          assertThat(signedInfo(damaged)).as("at %d: %s", at, put).isEqualTo(signedInfo(signed));
        } else {
          assertThat(result)
              .as("at %d: %s", at, put)
              .isInstanceOfAny(Invalid.class, NotCheckable.class, Unsigned.class);
        }
      }
    }
  }

  @Test
  void aDocumentTypeIsRefused() throws Exception {
    String typed = made().xml().replace("?>\n", "?>\n<!DOCTYPE alert [<!ENTITY x \"y\">]>\n");
    assertThat(words(typed)).isEqualTo("UNREADABLE");
  }

  private static String signedInfo(String message) {
    return message.substring(
        message.indexOf("<ds:SignedInfo"), message.indexOf("</ds:SignedInfo>"));
  }

  private static String signature(String message) {
    int end = message.indexOf("</ds:Signature>") + "</ds:Signature>".length();
    return message.substring(message.indexOf("<ds:Signature "), end);
  }

  private static String words(String message) {
    return RealSignaturesTest.words(verifier().verify(message.getBytes(UTF_8), NOW));
  }

  private static CapVerifier verifier() {
    return new CapVerifier(Trust.in(List.of(root.certificate())));
  }

  private static Made made() {
    return new Made();
  }

  /** A signature made with the JDK alone, in any form. */
  private static final class Made {
    private String uri = "";
    private String rootId = "";
    private String method = SignatureMethod.RSA_SHA256;
    private Key key = desk.keys().getPrivate();
    private Transform second;

    private Made() {
      transform(CanonicalizationMethod.EXCLUSIVE);
    }

    Made uri(String value) {
      uri = value;
      return this;
    }

    Made rootId(String value) {
      rootId = value;
      return this;
    }

    Made method(String value) {
      method = value;
      return this;
    }

    Made key(Key value) {
      key = value;
      return this;
    }

    Made transform(String algorithm) {
      try {
        second = FACTORY.newTransform(algorithm, (TransformParameterSpec) null);
        return this;
      } catch (java.security.GeneralSecurityException unknown) {
        throw new AssertionError(unknown);
      }
    }

    Made xpath(String expression) throws Exception {
      second = FACTORY.newTransform(Transform.XPATH, new XPathFilterParameterSpec(expression));
      return this;
    }

    String xml() throws Exception {
      Document document = SignedXml.parse(CapWriter.write(CapSignatureTest.alert()));
      Element alert = document.getDocumentElement();
      DOMSignContext context = new DOMSignContext(key, alert);
      context.setProperty("org.jcp.xml.dsig.secureValidation", false);
      context.setDefaultNamespacePrefix("ds");
      if (!rootId.isEmpty()) {
        alert.setAttribute("Id", rootId);
        alert.setIdAttribute("Id", true);
      }
      Reference reference =
          FACTORY.newReference(
              uri,
              FACTORY.newDigestMethod(DigestMethod.SHA256, null),
              List.of(
                  FACTORY.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null), second),
              null,
              null);
      KeyInfoFactory keys = FACTORY.getKeyInfoFactory();
      KeyInfo info = keys.newKeyInfo(List.of(keys.newX509Data(List.of(desk.certificate()))));
      FACTORY
          .newXMLSignature(
              FACTORY.newSignedInfo(
                  FACTORY.newCanonicalizationMethod(
                      CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                  FACTORY.newSignatureMethod(method, null),
                  List.of(reference)),
              info)
          .sign(context);
      return DomText.of(document);
    }
  }
}
