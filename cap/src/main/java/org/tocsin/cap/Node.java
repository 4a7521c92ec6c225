// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One element of a parsed document, with its position. The tree is bounded by {@link ReadLimits}
 * while it is built and thrown away once the alert is read from it.
 */
final class Node implements Site {
  /** Elements that may stand several times, and so have a number in paths. */
  private static final Set<String> REPEATABLE =
      Set.of(
          "info",
          "area",
          "polygon",
          "circle",
          "geocode",
          "eventCode",
          "parameter",
          "resource",
          "category",
          "responseType",
          "code",
          "entry",
          "item",
          "contentObject");

  private final String namespace;
  private final String name;
  private final int line;
  private final int column;
  private final @Nullable Node parent;
  private final List<Node> children = new ArrayList<>(0);
  private final List<Extension.Attribute> attributes = new ArrayList<>(0);
  private final StringBuilder text = new StringBuilder(0);

  Node(String namespace, String name, int line, int column, @Nullable Node parent) {
    this.namespace = namespace;
    this.name = name;
    this.line = line;
    this.column = column;
    this.parent = parent;
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  List<Node> children() {
    return children;
  }

  List<Extension.Attribute> attributes() {
    return attributes;
  }

  @Nullable Node parent() {
    return parent;
  }

  /** The buffer of its own text, without that of its children. */
  StringBuilder textBuffer() {
    return text;
  }

  /** Its own text without white space around it. */
  String text() {
    return Texts.trimmed(text.toString());
  }

  /** Its text as it stands. */
  String rawText() {
    return text.toString();
  }

  /** Its text and that of all elements in it, in order of depth. */
  String allText() {
    if (children.isEmpty()) {
      return text();
    }
    StringBuilder all = new StringBuilder(text());
    for (Node child : children) {
      all.append(all.isEmpty() ? "" : " ").append(child.allText());
    }
    return Texts.trimmed(all.toString());
  }

  /** The value of an attribute without a namespace; empty when absent. */
  String attribute(String attributeName) {
    for (Extension.Attribute attribute : attributes) {
      if (attribute.name().equals(attributeName) && attribute.namespace().isEmpty()) {
        return attribute.value();
      }
    }
    return "";
  }

  /** The first child of that local name, whatever its namespace, or null. */
  @Nullable Node find(String childName) {
    for (Node child : children) {
      if (child.name.equals(childName)) {
        return child;
      }
    }
    return null;
  }

  /** The element as an extension, with all that is in it. */
  Extension toExtension() {
    return new Extension(
        namespace, name, attributes, text(), children.stream().map(Node::toExtension).toList());
  }

  @Override
  public String path() {
    return parent == null ? step(null) : parent.path() + "/" + step(parent);
  }

  private String step(@Nullable Node within) {
    if (within == null || !REPEATABLE.contains(name)) {
      return name;
    }
    int number = 0;
    for (Node sibling : within.children) {
      if (sibling.name.equals(name)) {
        number++;
      }
      if (sibling == this) {
        break;
      }
    }
    return name + "[" + number + "]";
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public int column() {
    return column;
  }

  @Override
  public Site child(String childName, int index) {
    int left = Math.max(0, index);
    for (Node child : children) {
      if (child.name.equals(childName) && left-- == 0) {
        return child;
      }
    }
    return this;
  }
}
