// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.dsig.Transform;
import org.tocsin.cap.signature.Algorithms.Strength;
import org.tocsin.cap.signature.SignatureResult.Fault;
import org.tocsin.cap.signature.SignatureResult.Invalid;
import org.tocsin.cap.signature.SignatureResult.NotCheckable;
import org.tocsin.cap.signature.SignatureResult.Obstacle;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Holds a signature element to the few forms that an enveloped signature over a whole alert can
 * have, before any of it is computed. XML signatures can refer to anything and transform it into
 * anything; every known attack on them (wrapping, XSLT, retrieval) needs a form refused here.
 */
final class SignatureShape {
  private static final int TRANSFORMS_MAX = 3;
  private static final Set<String> IDS = Set.of("id", "Id", "ID");

  private final Element signature;
  private final Element root;

  private SignatureShape(Element signature, Element root) {
    this.signature = signature;
    this.root = root;
  }

  /** Why a signature is not even computed; nothing when it may be. */
  static Optional<SignatureResult> refuse(Element signature, Element root) {
    SignatureShape shape = new SignatureShape(signature, root);
    return shape.placement().or(shape::parts);
  }

  /** The algorithm of a signature whose shape was not refused. */
  static String method(Element signature) {
    return info(signature, 1).getAttribute("Algorithm");
  }

  /** What a signature whose shape was not refused refers to: empty for the document. */
  static String uri(Element signature) {
    return info(signature, 2).getAttribute("URI");
  }

  private static Element info(Element signature, int place) {
    return SignedXml.children(SignedXml.children(signature).getFirst()).get(place);
  }

  /** The id attribute of an element that a reference names; nothing when it names another. */
  static Optional<Attr> named(Element element, String uri) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      if (element.getAttributes().item(i) instanceof Attr attribute
          && isId(attribute)
          && uri.equals("#" + attribute.getValue())) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  private static boolean isId(Attr attribute) {
    String namespace = attribute.getNamespaceURI();
    return namespace == null
        ? IDS.contains(attribute.getName())
        : namespace.equals("http://www.w3.org/XML/1998/namespace")
            && "id".equals(attribute.getLocalName());
  }

  private Optional<SignatureResult> placement() {
    if (!root.isSameNode(signature.getParentNode())) {
      Node parent = signature.getParentNode();
      return invalid(
          Fault.MISPLACED,
          "The signature stands in "
              + (parent == null ? "nothing" : parent.getNodeName())
              + "; it must be a child of the alert.");
    }
    return Optional.empty();
  }

  private Optional<SignatureResult> parts() {
    List<Element> parts = SignedXml.children(signature);
    if (parts.size() < 2
        || !SignedXml.isDsig(parts.get(0), "SignedInfo")
        || !SignedXml.isDsig(parts.get(1), "SignatureValue")) {
      return invalid(Fault.MALFORMED, "The signature must begin with SignedInfo, SignatureValue.");
    }
    List<Element> info = SignedXml.children(parts.getFirst());
    if (info.size() < 3
        || !SignedXml.isDsig(info.get(0), "CanonicalizationMethod")
        || !SignedXml.isDsig(info.get(1), "SignatureMethod")
        || !info.stream().skip(2).allMatch(each -> SignedXml.isDsig(each, "Reference"))) {
      return invalid(
          Fault.MALFORMED,
          "SignedInfo must hold CanonicalizationMethod, SignatureMethod and a Reference.");
    }
    if (info.size() > 3) {
      return unsupported("The signature has " + (info.size() - 2) + " references; one is read.");
    }
    return retrieval(parts)
        .or(() -> canonicalization(info.get(0)))
        .or(() -> strong("SignatureMethod", info.get(1)))
        .or(() -> reference(info.get(2)))
        .or(() -> afterValue(parts));
  }

  private static Optional<SignatureResult> retrieval(List<Element> parts) {
    boolean fetches =
        parts.size() > 2
            && parts.get(2).getElementsByTagNameNS("*", "RetrievalMethod").getLength() > 0;
    return fetches
        ? unsupported("The key is to be fetched from elsewhere (RetrievalMethod); nothing is.")
        : Optional.empty();
  }

  private static Optional<SignatureResult> afterValue(List<Element> parts) {
    if (parts.size() == 2 || (parts.size() == 3 && SignedXml.isDsig(parts.get(2), "KeyInfo"))) {
      return Optional.empty();
    }
    return unsupported(
        "After its value the signature holds "
            + parts.getLast().getNodeName()
            + "; one KeyInfo may follow and nothing else.");
  }

  private static Optional<SignatureResult> canonicalization(Element method) {
    String uri = method.getAttribute("Algorithm");
    return Algorithms.isCanonicalization(uri)
        ? Optional.empty()
        : notCheckable(Obstacle.UNKNOWN_ALGORITHM, "The canonicalization " + uri + " is unknown.");
  }

  private static Optional<SignatureResult> strong(String what, Element method) {
    String uri = method.getAttribute("Algorithm");
    Strength strength =
        what.equals("DigestMethod") ? Algorithms.digest(uri) : Algorithms.signature(uri);
    return switch (strength) {
      case STRONG -> Optional.empty();
      case WEAK ->
          notCheckable(
              Obstacle.WEAK,
              what + " is " + uri + ", which can be forged; ask the sender for SHA-256.");
      case UNKNOWN ->
          notCheckable(Obstacle.UNKNOWN_ALGORITHM, what + " is " + uri + ", which is unknown.");
    };
  }

  private Optional<SignatureResult> reference(Element reference) {
    List<Element> parts = new ArrayList<>(SignedXml.children(reference));
    if (parts.size() != 3
        || !SignedXml.isDsig(parts.get(0), "Transforms")
        || !SignedXml.isDsig(parts.get(1), "DigestMethod")
        || !SignedXml.isDsig(parts.get(2), "DigestValue")) {
      return invalid(
          Fault.MALFORMED, "A Reference must hold Transforms, DigestMethod and DigestValue.");
    }
    return target(reference)
        .or(() -> transforms(SignedXml.children(parts.get(0))))
        .or(() -> strong("DigestMethod", parts.get(1)));
  }

  /**
   * The reference must be to the whole document: empty, left out (an enveloped signature can mean
   * nothing else), or the id of the root, which no other element may share.
   */
  private Optional<SignatureResult> target(Element reference) {
    String uri = reference.getAttribute("URI");
    if (uri.isEmpty()) {
      return Optional.empty();
    }
    Optional<Attr> id = named(root, uri);
    if (id.isEmpty()) {
      return invalid(
          Fault.REFERS_ELSEWHERE,
          "The signature refers to " + uri + "; it must refer to the alert as a whole.");
    }
    return holders(root, id.get().getValue()) == 1
        ? Optional.empty()
        : invalid(Fault.REFERS_ELSEWHERE, "Several elements have the id " + uri + ".");
  }

  private static int holders(Element element, String id) {
    int holders = 0;
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      if (element.getAttributes().item(i) instanceof Attr attribute
          && isId(attribute)
          && attribute.getValue().equals(id)) {
        holders++;
      }
    }
    for (Element child : SignedXml.children(element)) {
      holders += holders(child, id);
    }
    return holders;
  }

  private static Optional<SignatureResult> transforms(List<Element> transforms) {
    if (transforms.isEmpty() || transforms.size() > TRANSFORMS_MAX) {
      return unsupported("The reference has " + transforms.size() + " transforms.");
    }
    if (!transforms.getFirst().getAttribute("Algorithm").equals(Transform.ENVELOPED)) {
      return unsupported("The first transform must be enveloped-signature.");
    }
    for (Element transform : transforms.subList(1, transforms.size())) {
      String uri = transform.getAttribute("Algorithm");
      if (!Algorithms.isCanonicalization(uri)) {
        return unsupported(
            "The transform " + uri + " is refused; only canonicalization may follow.");
      }
    }
    return Optional.empty();
  }

  private static Optional<SignatureResult> invalid(Fault fault, String detail) {
    return Optional.of(new Invalid(fault, detail));
  }

  private static Optional<SignatureResult> unsupported(String detail) {
    return notCheckable(Obstacle.UNSUPPORTED_FORM, detail);
  }

  private static Optional<SignatureResult> notCheckable(Obstacle obstacle, String detail) {
    return Optional.of(new NotCheckable(obstacle, detail, Optional.empty()));
  }
}
