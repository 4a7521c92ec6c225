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

  private final XmlWindow window;
  private final int offset;
  private final String namespace;
  private final String name;
  private final CapElement element;
  private final @Nullable Node parent;
  private @Nullable Node first;
  private @Nullable Node last;
  private @Nullable Node before;
  private @Nullable Node next;
  private List<Extension.Attribute> attributes = List.of();
  private int unitNumber;
  private int end;

  // Its text: nothing, one stretch of the window, or several stretches joined.
  private int textFrom = -1;
  private int textTo = -1;
  private @Nullable StringBuilder joined;

  /**
   * Makes an element.
   *
   * @param offset where its tag begins in the window
   */
  Node(
      XmlWindow window,
      int offset,
      String namespace,
      String name,
      CapElement element,
      @Nullable Node parent) {
    this.window = window;
    this.offset = offset;
    this.namespace = namespace;
    this.name = name;
    this.element = element;
    this.parent = parent;
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  /** Which element of CAP has this name, whatever the namespace. */
  CapElement element() {
    return element;
  }

  @Nullable Node first() {
    return first;
  }

  /** The next child of its parent. */
  @Nullable Node next() {
    return next;
  }

  boolean hasChildren() {
    return first != null;
  }

  List<Node> children() {
    List<Node> children = new ArrayList<>();
    for (Node child = first; child != null; child = child.next) {
      children.add(child);
    }
    return children;
  }

  void add(Node child) {
    if (last == null) {
      first = child;
    } else {
      last.next = child;
      child.before = last;
    }
    last = child;
  }

  void removeLast() {
    if (last != null && last.before != null) {
      last = last.before;
      last.next = null;
    } else {
      first = null;
      last = null;
    }
  }

  List<Extension.Attribute> attributes() {
    return attributes;
  }

  void attributes(List<Extension.Attribute> all) {
    attributes = all;
  }

  /** Says which unit of its document it is, from 1; those before it are gone from the tree. */
  void number(int number) {
    unitNumber = number;
  }

  /** Says where in the window its end tag ends. */
  void end(int offset) {
    end = offset;
  }

  /** The window that it stands in. */
  XmlWindow window() {
    return window;
  }

  /** Where its start tag begins, as {@link Problems#spot}. */
  long spot() {
    return Problems.spot(line(), column());
  }

  /** Where its end tag ends; to be asked for when it has been parsed to its end. */
  long endSpot() {
    return Problems.spot(window.line(end), window.column(end));
  }

  /** Its bytes, tags included; to be asked for when it has been parsed to its end. */
  Original original() {
    return Original.of(window, offset, end, true);
  }

  @Nullable Node parent() {
    return parent;
  }

  boolean hasText() {
    return textFrom >= 0 || joined != null;
  }

  /** Adds a stretch of its text. */
  void addText(XmlWindow from, int start, int end, ReadLimits limits) {
    if (!hasText() && from == window) {
      // Bytes are never fewer than UTF-16 units.
      if (end - start > limits.textLengthMax()) {
        limit(from.text(start, end).length(), limits);
      }
      textFrom = start;
      textTo = end;
    } else {
      addText(from.text(start, end), limits);
    }
  }

  /** Adds to its text. */
  void addText(String more, ReadLimits limits) {
    if (joined == null) {
      joined = new StringBuilder();
      if (textFrom >= 0) {
        joined.append(window.text(textFrom, textTo));
      }
    }
    limit(joined.length() + more.length(), limits);
    joined.append(more);
  }

  private void limit(int length, ReadLimits limits) {
    if (length > limits.textLengthMax()) {
      throw new CapException(
          List.of(
              Rule.LIMIT.problem(
                  this,
                  "",
                  "The input has more than "
                      + limits.textLengthMax()
                      + " characters in one element.")));
    }
  }

  /** Its own text without white space around it, and without that of its children. */
  String text() {
    if (joined != null) {
      return Texts.trimmed(joined.toString());
    }
    if (textFrom < 0) {
      return "";
    }
    byte[] bytes = window.bytes();
    int from = textFrom;
    int to = textTo;
    while (from < to && isSpace(bytes[from])) {
      from++;
    }
    while (from < to && isSpace(bytes[to - 1])) {
      to--;
    }
    return from == to ? "" : window.text(from, to);
  }

  /** Whether white space stands around its text. */
  boolean hasSpaceAround() {
    if (joined != null) {
      return joined.length() != Texts.trimmed(joined.toString()).length();
    }
    return textFrom < textTo
        && (isSpace(window.bytes()[textFrom]) || isSpace(window.bytes()[textTo - 1]));
  }

  private static boolean isSpace(byte b) {
    return b <= ' ' && b >= 0;
  }

  /** The window that holds its text as it stands; null when the text was put together. */
  @Nullable XmlWindow plainWindow() {
    return joined == null && textFrom >= 0 ? window : null;
  }

  int textFrom() {
    return textFrom;
  }

  int textTo() {
    return textTo;
  }

  /** Its text and that of all elements in it, in order of depth. */
  String allText() {
    if (first == null) {
      return text();
    }
    StringBuilder all = new StringBuilder(text());
    for (Node child = first; child != null; child = child.next) {
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
    for (Node child = first; child != null; child = child.next) {
      if (child.name.equals(childName)) {
        return child;
      }
    }
    return null;
  }

  /** The element as an extension, with all that is in it. */
  Extension toExtension() {
    return new Extension(
        namespace, name, attributes, text(), children().stream().map(Node::toExtension).toList());
  }

  @Override
  public String path() {
    return parent == null ? step(null) : parent.path() + "/" + step(parent);
  }

  private String step(@Nullable Node within) {
    if (within == null || !REPEATABLE.contains(name)) {
      return name;
    }
    if (unitNumber > 0) {
      return name + "[" + unitNumber + "]";
    }
    int number = 0;
    for (Node sibling = within.first; sibling != null; sibling = sibling.next) {
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
    return window.line(offset);
  }

  @Override
  public int column() {
    return window.column(offset);
  }

  @Override
  public int order() {
    return offset;
  }

  @Override
  public boolean isParsed() {
    return true;
  }

  @Override
  public Site child(String childName, int index) {
    return new Below(this, childName, index);
  }

  private Site found(String childName, int index) {
    int left = Math.max(0, index);
    for (Node child = first; child != null; child = child.next) {
      if (child.name.equals(childName) && left-- == 0) {
        return child;
      }
    }
    return this;
  }

  /** A child that is looked for only when a problem asks where it is. */
  private record Below(Node parent, String name, int index) implements Site {
    private Site found() {
      return parent.found(name, index);
    }

    @Override
    public int order() {
      return found().order();
    }

    @Override
    public String path() {
      return found().path();
    }

    @Override
    public int line() {
      return found().line();
    }

    @Override
    public int column() {
      return found().column();
    }

    @Override
    public boolean isParsed() {
      return true;
    }

    @Override
    public Site child(String childName, int childIndex) {
      return found().child(childName, childIndex);
    }
  }
}
