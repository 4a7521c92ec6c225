// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapException;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.CapWriter;
import org.tocsin.cap.WriteForm;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Signs alerts as CAP 1.2 §3.3.4.1 says: an enveloped XML signature over the whole alert, its last
 * child. Safe for several threads.
 *
 * <p>Exclusive canonicalization, so that the alert still verifies when it was carried in a feed;
 * SHA-256 with RSA or P-256, SHA-384 and SHA-512 with the larger curves; the certificate chain
 * travels along. A signed message is to be passed on byte for byte: laying it out anew breaks it
 * for receivers who do not try it without white space.
 */
public final class CapSigner {
  private final SigningKey key;

  /** A signer with a key. */
  public CapSigner(SigningKey key) {
    this.key = requireNonNull(key, "key");
  }

  /** The key that signs. */
  public SigningKey key() {
    return key;
  }

  /**
   * Writes an alert in its canonical form and signs it. Without white space between elements the
   * signature still holds for {@link CapVerifier} after somebody has laid the message out anew.
   *
   * @return the signed message in UTF-8
   * @throws CapException when the alert may not be written, see {@link CapWriter#write(Alert)}
   */
  public byte[] sign(Alert alert) {
    return signed(CapWriter.write(alert, WriteForm.CANONICAL));
  }

  /**
   * Signs a message as it stands: every element, comment and white space of it stays. A signature
   * that it carries already stays too and is covered by the new one; {@link CapVerifier} checks
   * both. So a message can be signed with an old and a new key while receivers change over.
   *
   * @return the signed message in UTF-8, whatever its encoding was
   * @throws CapException when the message is not valid
   * @throws IllegalArgumentException when it is valid for a tolerant reader alone, as with a wrong
   *     declaration of its encoding
   */
  public byte[] sign(byte[] message) {
    CapReader.readStrict(message);
    return signed(message);
  }

  private byte[] signed(byte[] message) {
    try {
      Document document = SignedXml.parse(message);
      Element root = document.getDocumentElement();
      XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
      factory.newXMLSignature(signedInfo(factory), keyInfo(factory)).sign(context(root));
      tidy(root);
      return checked(DomText.of(document).getBytes(StandardCharsets.UTF_8));
    } catch (SAXException unparsable) {
      throw new IllegalArgumentException(
          "the message cannot be signed as it stands: " + unparsable.getMessage(), unparsable);
    } catch (GeneralSecurityException | MarshalException | XMLSignatureException unusable) {
      throw new IllegalStateException(
          "the JDK cannot sign with " + key + "; choose another key", unusable);
    }
  }

  /** What is sent out must verify: the signature is checked in the bytes as receivers get them. */
  private byte[] checked(byte[] signed) throws SAXException {
    Document document = SignedXml.parse(signed);
    int last = SignedXml.signatures(document).size() - 1;
    SignatureMath.Outcome outcome =
        SignatureMath.check(document, last, List.of(key.certificate().getPublicKey()));
    if (outcome instanceof SignatureMath.Outcome.Holds(_, _, boolean spaceDropped)
        && !spaceDropped) {
      return signed;
    }
    throw new IllegalStateException(
        "the signature just made with " + key + " does not verify: " + outcome);
  }

  private DOMSignContext context(Element root) {
    DOMSignContext context = new DOMSignContext(key.key(), root);
    context.setProperty("org.jcp.xml.dsig.secureValidation", true);
    context.setDefaultNamespacePrefix("ds");
    return context;
  }

  private SignedInfo signedInfo(XMLSignatureFactory factory) throws GeneralSecurityException {
    Reference whole =
        factory.newReference(
            "",
            factory.newDigestMethod(DigestMethod.SHA256, null),
            List.of(
                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                factory.newTransform(
                    CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
            null,
            null);
    return factory.newSignedInfo(
        factory.newCanonicalizationMethod(
            CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
        factory.newSignatureMethod(key.method(), null),
        List.of(whole));
  }

  private KeyInfo keyInfo(XMLSignatureFactory factory) {
    KeyInfoFactory keys = factory.getKeyInfoFactory();
    return keys.newKeyInfo(List.of(keys.newX509Data(key.chain())));
  }

  /**
   * Takes the line ends out of the base64 of the new signature: they would be written as
   * references. Neither the value nor the certificates are under the signature.
   */
  private static void tidy(Element root) {
    Element signature = SignedXml.children(root).getLast();
    for (String name : List.of("SignatureValue", "X509Certificate")) {
      var found = signature.getElementsByTagNameNS(SignedXml.DSIG, name);
      for (int i = 0; i < found.getLength(); i++) {
        found.item(i).setTextContent(found.item(i).getTextContent().replaceAll("\\s", ""));
      }
    }
  }
}
