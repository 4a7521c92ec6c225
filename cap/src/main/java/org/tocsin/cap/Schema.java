// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a message as the schema of CAP 1.2 draws it: which children an element has, in which
 * order, how often. Older versions are held to the same shape where theirs is not looser.
 */
@SuppressWarnings("EnumOrdinal") // Places are an array by ordinal: an EnumMap without its boxes.
final class Schema {
  private static final Map<CapElement, Shape> SHAPES = new EnumMap<>(CapElement.class);

  /** Required elements that CAP 1.0 did not ask for. */
  private static final Set<CapElement> OPTIONAL_IN_1_0 =
      Set.of(CapElement.SCOPE, CapElement.CATEGORY, CapElement.VALUE_NAME, CapElement.VALUE);

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
  private record Shape(
      int[] places, int count, List<CapElement> required, Set<CapElement> repeatable) {
    int place(CapElement element) {
      return places[element.ordinal()];
    }
  }

  /** The children of one element, the first of each name. */
  static final class Fields {
    private final Node node;
    private final Shape shape;
    private final @Nullable Node[] first;

    private Fields(Node node, Shape shape) {
      this.node = node;
      this.shape = shape;
      this.first = new Node[shape.count()];
    }

    /** The element whose children these are. */
    Node node() {
      return node;
    }

    /** The first child of that name, or null. */
    @Nullable Node find(CapElement element) {
      return first[shape.place(element)];
    }
  }

  private static void parent(String name, String children) {
    int[] places = new int[CapElement.COUNT];
    Arrays.fill(places, -1);
    List<CapElement> required = new ArrayList<>();
    Set<CapElement> repeatable = new java.util.HashSet<>();
    int count = 0;
    for (String word : List.of(children.split(" ", -1))) {
      char mark = word.charAt(word.length() - 1);
      CapElement child =
          CapElement.named(Character.isLetter(mark) ? word : word.substring(0, word.length() - 1));
      places[child.ordinal()] = count++;
      if (mark == '!' || mark == '+') {
        required.add(child);
      }
      if (mark == '*' || mark == '+') {
        repeatable.add(child);
      }
    }
    SHAPES.put(CapElement.named(name), new Shape(places, count, required, repeatable));
  }

  /** Reports every breach of the shape in an element whose children are elements. */
  static Fields check(Node node, CapVersion version, Problems problems) {
    Shape shape = SHAPES.get(node.element());
    if (shape == null) {
      throw new IllegalArgumentException(node.name() + " has no children in CAP");
    }
    Fields fields = new Fields(node, shape);
    if (node.hasText()) {
      stray(node, version, problems);
    }
    attributes(node, problems);
    children(fields, version, problems);
    required(fields, version, problems);
    return fields;
  }

  private static void stray(Node node, CapVersion version, Problems problems) {
    String text = node.text();
    // CAP 1.0 wrote codes as text: valueName=value.
    boolean pair = version == CapVersion.V1_0 && text.contains("=");
    if (!text.isEmpty() && !pair) {
      problems.add(Rule.STRAY_TEXT, node, text, node.name() + " holds text of its own.");
    }
  }

  private static void children(Fields fields, CapVersion version, Problems problems) {
    Node node = fields.node;
    int place = -1;
    // Of many polygons after a geocode it is enough to hear once.
    CapElement misplaced = CapElement.OTHER;
    Node signature = null;
    for (Node child = node.first(); child != null; child = child.next()) {
      if (!isCap(child, node)) {
        foreign(child, node, problems);
        signature = isSignature(child, node) ? child : signature;
        continue;
      }
      if (signature != null && version == CapVersion.V1_2) {
        problems.add(
            Rule.ORDER,
            signature,
            "",
            "Signature stands before " + child.name() + "; it goes last.");
        signature = null;
      }
      int at = fields.shape.place(child.element());
      if (at < 0 || (child.element() == CapElement.PASSWORD && version != CapVersion.V1_0)) {
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
      if (fields.first[at] == null) {
        fields.first[at] = child;
      } else if (!fields.shape.repeatable().contains(child.element())) {
        problems.add(Rule.REPEATED, child, child.text(), child.name() + " stands a second time.");
      }
      if (at < place && child.element() == misplaced) {
        continue;
      }
      if (at < place) {
        misplaced = child.element();
        problems.add(
            Rule.ORDER,
            child,
            "",
            child.name() + " stands after " + last(fields, place) + "; it goes before.");
      } else {
        place = at;
      }
    }
  }

  private static String last(Fields fields, int place) {
    Node last = fields.first[place];
    return last == null ? "" : last.name();
  }

  private static boolean isSignature(Node child, Node node) {
    return node.element() == CapElement.ALERT
        && child.name().equals("Signature")
        && child.namespace().equals(Extension.SIGNATURE_NAMESPACE);
  }

  private static void foreign(Node child, Node node, Problems problems) {
    if (isSignature(child, node)) {
      problems.add(
          Rule.SIGNATURE, child, "", "The message is signed; this reader did not check it.");
    } else {
      problems.add(
          Rule.EXTENSION, child, child.namespace(), child.name() + " is not an element of CAP.");
    }
  }

  private static void required(Fields fields, CapVersion version, Problems problems) {
    for (CapElement element : fields.shape.required()) {
      boolean optional =
          (version != CapVersion.V1_2 && element == CapElement.MIME_TYPE)
              || (version == CapVersion.V1_0 && OPTIONAL_IN_1_0.contains(element));
      if (fields.find(element) == null && !optional) {
        problems.add(
            Rule.REQUIRED, fields.node, "", fields.node.name() + " has no " + element.word() + ".");
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
