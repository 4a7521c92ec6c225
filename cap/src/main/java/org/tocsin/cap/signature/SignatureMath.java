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
import javax.xml.crypto.URIReference;
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
  private SignatureMath() {}

  /** What came of the computation. */
  sealed interface Outcome {
    /** A key made the signature, over these octets. */
    record Holds(int key, byte[] octets, boolean spaceDropped) implements Outcome {}

    /** A key made the signature, over another message. */
    record OtherDigest(int key) implements Outcome {}

    /** No key made the signature. */
    record OtherValue() implements Outcome {}

    /** The JDK refuses the signature. */
    record Refused(String detail) implements Outcome {}
  }

  /**
   * Checks a signature of a document with the keys that may have made it. The document is not
   * changed, and copied and digested at most six times, whatever a hostile one holds.
   *
   * @param position position of the signature among all of the document
   */
  static Outcome check(Document document, int position, List<PublicKey> keys) {
    Outcome best = new Outcome.OtherValue();
    for (boolean spaceDropped : new boolean[] {false, true}) {
      for (Others others : Others.of(SignedXml.signatures(document).size(), position)) {
        Element signature = prepare(document, position, others, spaceDropped);
        Outcome outcome = check(signature, keys, spaceDropped);
        if (outcome instanceof Outcome.Holds) {
          return outcome;
        }
        if (outcome instanceof Outcome.OtherValue) {
          break; // The value covers SignedInfo alone, which stays the same without the others.
        }
        best = outcome;
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

  /** Checks with the first key that made the value; that another did too would say nothing. */
  private static Outcome check(Element signature, List<PublicKey> keys, boolean spaceDropped) {
    Element root = signature.getOwnerDocument().getDocumentElement();
    SignatureShape.named(root, SignatureShape.uri(signature))
        .ifPresent(id -> root.setIdAttributeNode(id, true));
    // A factory of its own each time: they are not made for several threads.
    XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    try {
      for (int key = 0; key < keys.size(); key++) {
        DOMValidateContext context = context(signature, keys.get(key), factory);
        XMLSignature parsed = factory.unmarshalXMLSignature(context);
        if (parsed.getSignatureValue().validate(context)) {
          Reference reference = parsed.getSignedInfo().getReferences().getFirst();
          return reference.validate(context)
              ? new Outcome.Holds(key, octets(reference), spaceDropped)
              : new Outcome.OtherDigest(key);
        }
      }
      return new Outcome.OtherValue();
    } catch (MarshalException | XMLSignatureException refused) {
      return new Outcome.Refused(String.valueOf(refused.getMessage()));
    }
  }

  private static DOMValidateContext context(
      Element signature, PublicKey key, XMLSignatureFactory factory) {
    DOMValidateContext context = new DOMValidateContext(key, signature);
    context.setProperty("org.jcp.xml.dsig.secureValidation", true);
    context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
    context.setURIDereferencer(new SameDocument(factory.getURIDereferencer()));
    return context;
  }

  private static byte[] octets(Reference reference) {
    try (InputStream digested = reference.getDigestInputStream()) {
      return digested.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException("octets kept in memory cannot be read", impossible);
    }
  }

  /** Resolves references within the document and refuses every other. */
  private record SameDocument(URIDereferencer within) implements URIDereferencer {
    @Override
    public Data dereference(URIReference reference, XMLCryptoContext context)
        throws URIReferenceException {
      String uri = Optional.ofNullable(reference.getURI()).orElse("");
      if (!uri.isEmpty() && !uri.startsWith("#")) {
        throw new URIReferenceException("nothing outside the message is read: " + uri);
      }
      return within.dereference(new Local(uri, ((DOMURIReference) reference).getHere()), context);
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
