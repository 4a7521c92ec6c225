// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.crypto.Data;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.URIDereferencer;
import javax.xml.crypto.URIReferenceException;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.dom.DOMURIReference;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Computes one signature in the forms in which the message may have been signed.
 *
 * <p>Several signatures cannot each cover the whole document: the enveloped-signature transform
 * leaves out only its own. So the message is tried as received, then without the later signatures,
 * then without all others; and each of these again without white space between elements. What is
 * left out is said to be, or says nothing, and the alert that is returned is the one that was
 * digested.
 */
final class SignatureMath {
  private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

  private SignatureMath() {}

  /** What came of the computation for one key. */
  sealed interface Outcome {
    /** The value and the digest are right; these octets were digested. */
    record Holds(byte[] octets, boolean spaceDropped) implements Outcome {}

    /** The key made the signature, over another message. */
    record OtherDigest() implements Outcome {}

    /** The key did not make the signature. */
    record OtherValue() implements Outcome {}

    /** The JDK refuses the signature. */
    record Refused(String detail) implements Outcome {}
  }

  /**
   * Checks a signature of a document with a key. The document is not changed.
   *
   * @param position position of the signature among all of the document
   */
  static Outcome check(Document document, int position, PublicKey key) {
    Outcome best = new Outcome.OtherValue();
    for (boolean spaceDropped : new boolean[] {false, true}) {
      for (Others others : Others.of(SignedXml.signatures(document).size(), position)) {
        Outcome outcome =
            check(prepare(document, position, others, spaceDropped), key, spaceDropped);
        switch (outcome) {
          case Outcome.Holds holds -> {
            return holds;
          }
          case Outcome.OtherDigest changed -> best = changed;
          case Outcome.Refused refused ->
              best = best instanceof Outcome.OtherValue ? refused : best;
          case Outcome.OtherValue _ -> {}
        }
      }
    }
    return best;
  }

  /** Which other signatures the message is tried with. */
  private enum Others {
    ALL,
    EARLIER,
    NONE;

    static List<Others> of(int signatures, int position) {
      List<Others> tried = new ArrayList<>(List.of(ALL));
      if (position > 0 && position < signatures - 1) {
        tried.add(EARLIER);
      }
      if (signatures > 1) {
        tried.add(NONE);
      }
      return tried;
    }

    boolean drops(int other, int position) {
      return switch (this) {
        case ALL -> false;
        case EARLIER -> other > position;
        case NONE -> other != position;
      };
    }
  }

  private static Element prepare(
      Document document, int position, Others others, boolean spaceDropped) {
    Document copy = SignedXml.copy(document);
    List<Element> signatures = SignedXml.signatures(copy);
    Element signature = signatures.get(position);
    for (int i = 0; i < signatures.size(); i++) {
      Node parent = signatures.get(i).getParentNode();
      if (others.drops(i, position) && parent != null) {
        parent.removeChild(signatures.get(i));
      }
    }
    if (spaceDropped) {
      SignedXml.dropSpace(copy);
    }
    return signature;
  }

  private static Outcome check(Element signature, PublicKey key, boolean spaceDropped) {
    Element root = signature.getOwnerDocument().getDocumentElement();
    DOMValidateContext context = new DOMValidateContext(key, signature);
    context.setProperty("org.jcp.xml.dsig.secureValidation", true);
    context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
    context.setURIDereferencer(new SameDocument());
    SignatureShape.named(root, SignatureShape.uri(signature))
        .ifPresent(id -> root.setIdAttributeNode(id, true));
    try {
      XMLSignature parsed = FACTORY.unmarshalXMLSignature(context);
      if (!parsed.getSignatureValue().validate(context)) {
        return new Outcome.OtherValue();
      }
      Reference reference = parsed.getSignedInfo().getReferences().getFirst();
      return reference.validate(context)
          ? new Outcome.Holds(octets(reference), spaceDropped)
          : new Outcome.OtherDigest();
    } catch (MarshalException | XMLSignatureException refused) {
      return new Outcome.Refused(String.valueOf(refused.getMessage()));
    }
  }

  private static byte[] octets(Reference reference) {
    try (InputStream digested = reference.getDigestInputStream()) {
      return digested.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException("octets kept in memory cannot be read", impossible);
    }
  }

  /** Resolves references within the document and refuses every other. */
  private static final class SameDocument implements URIDereferencer {
    @Override
    public Data dereference(javax.xml.crypto.URIReference reference, XMLCryptoContext context)
        throws URIReferenceException {
      String uri = Optional.ofNullable(reference.getURI()).orElse("");
      if (!uri.isEmpty() && !uri.startsWith("#")) {
        throw new URIReferenceException("nothing outside the message is read: " + uri);
      }
      return FACTORY.getURIDereferencer().dereference(new Local(uri, here(reference)), context);
    }

    private static Node here(javax.xml.crypto.URIReference reference) {
      Node here = ((DOMURIReference) reference).getHere();
      return here;
    }
  }

  /** A reference whose missing URI is read as the document. */
  private record Local(String uri, Node here) implements DOMURIReference {
    @Override
    public String getURI() {
      return uri;
    }

    @Override
    public String getType() {
      return "";
    }

    @Override
    public Node getHere() {
      return here;
    }
  }
}
