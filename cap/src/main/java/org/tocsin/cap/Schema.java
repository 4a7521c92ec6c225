// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shape of a message as the schema of CAP 1.2 draws it: which children an element has, in which
 * order, how often. Older versions are held to the same shape where theirs is not looser.
 */
final class Schema {
  private static final Map<String, Parent> PARENTS = new HashMap<>();

  static {
    parent(
        "alert",
        "identifier! sender! sent! status! msgType! password source scope! restriction addresses"
            + " code* note references incidents info*");
    parent(
        "info",
        "language category+ event! responseType* urgency! severity! certainty! audience eventCode*"
            + " effective onset expires senderName headline description instruction web contact"
            + " parameter* resource* area*");
    parent("resource", "resourceDesc! mimeType! size uri derefUri digest");
    parent("area", "areaDesc! polygon* circle* geocode* altitude ceiling");
    parent("eventCode", "valueName! value!");
    parent("parameter", "valueName! value!");
    parent("geocode", "valueName! value!");
  }

  private Schema() {}

  /** One parent element: its children's places in the order, and which are required or many. */
  record Parent(
      String name, Map<String, Integer> order, List<String> required, Set<String> repeatable) {}

  private static void parent(String name, String children) {
    Map<String, Integer> order = new HashMap<>();
    List<String> required = new java.util.ArrayList<>();
    Set<String> repeatable = new java.util.HashSet<>();
    for (String word : List.of(children.split(" ", -1))) {
      char mark = word.charAt(word.length() - 1);
      String child = Character.isLetter(mark) ? word : word.substring(0, word.length() - 1);
      order.put(child, order.size());
      if (mark == '!' || mark == '+') {
        required.add(child);
      }
      if (mark == '*' || mark == '+') {
        repeatable.add(child);
      }
    }
    PARENTS.put(name, new Parent(name, order, required, repeatable));
  }

  /** Reports every breach of the shape in an element whose children are elements. */
  static void check(Node node, CapVersion version, Problems problems) {
    Parent parent = PARENTS.get(node.name());
    if (parent == null) {
      throw new IllegalArgumentException(node.name() + " has no children in CAP");
    }
    stray(node, version, problems);
    attributes(node, problems);
    children(node, parent, version, problems);
    required(node, parent, version, problems);
  }

  private static void stray(Node node, CapVersion version, Problems problems) {
    String text = node.text();
    // CAP 1.0 wrote codes as text: valueName=value.
    boolean pair = version == CapVersion.V1_0 && text.contains("=");
    if (!text.isEmpty() && !pair) {
      problems.add(Rule.STRAY_TEXT, node, text, node.name() + " holds text of its own.");
    }
  }

  private static void children(Node node, Parent parent, CapVersion version, Problems problems) {
    int place = -1;
    String before = "";
    Set<String> seen = new java.util.HashSet<>();
    for (Node child : node.children()) {
      if (!isCap(child, node)) {
        foreign(child, node, problems);
        continue;
      }
      Integer at = parent.order().get(child.name());
      if (at == null || (child.name().equals("password") && version != CapVersion.V1_0)) {
        problems.add(
            Rule.UNKNOWN_ELEMENT,
            child,
            "",
            "CAP has no " + child.name() + " in " + node.name() + ".");
        continue;
      }
      if (!child.namespace().equals(node.namespace())) {
        problems.add(
            Rule.NAMESPACE,
            child,
            child.namespace(),
            child.name() + " stands in another namespace than the elements around it.");
      }
      if (!seen.add(child.name()) && !parent.repeatable().contains(child.name())) {
        problems.add(Rule.REPEATED, child, child.text(), child.name() + " stands a second time.");
      }
      if (at < place) {
        problems.add(
            Rule.ORDER, child, "", child.name() + " stands after " + before + "; it goes before.");
      } else {
        place = at;
        before = child.name();
      }
    }
  }

  private static void foreign(Node child, Node node, Problems problems) {
    boolean signature =
        node.name().equals("alert")
            && child.name().equals("Signature")
            && child.namespace().equals(Extension.SIGNATURE_NAMESPACE);
    if (signature) {
      problems.add(
          Rule.SIGNATURE, child, "", "The message is signed; this reader did not check it.");
    } else {
      problems.add(
          Rule.EXTENSION, child, child.namespace(), child.name() + " is not an element of CAP.");
    }
  }

  private static void required(Node node, Parent parent, CapVersion version, Problems problems) {
    for (String name : parent.required()) {
      boolean optional =
          (version != CapVersion.V1_2 && name.equals("mimeType"))
              || (version == CapVersion.V1_0
                  && Set.of("scope", "category", "valueName", "value").contains(name));
      if (!optional && node.find(name) == null) {
        problems.add(Rule.REQUIRED, node, "", node.name() + " has no " + name + ".");
      }
    }
  }

  /** Reports attributes, of which CAP has none; those of XML Schema instances do no harm. */
  static void attributes(Node node, Problems problems) {
    for (Extension.Attribute attribute : node.attributes()) {
      if (!attribute.namespace().equals("http://www.w3.org/2001/XMLSchema-instance")) {
        problems.add(
            Rule.ATTRIBUTE,
            node,
            attribute.value(),
            node.name() + " has the attribute " + attribute.name() + ".");
      }
    }
  }

  /** Whether an element counts as CAP: in its parent's namespace, in none, or in one of CAP's. */
  static boolean isCap(Node child, Node parent) {
    return child.namespace().equals(parent.namespace())
        || child.namespace().isEmpty()
        || CapVersion.find(child.namespace()).isPresent();
  }
}
