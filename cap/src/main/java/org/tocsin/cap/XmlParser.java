// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses XML 1.0 with namespaces into {@link Node}s, with every limit of {@link ReadLimits} watched
 * on the way. There is no document type declaration, so there are no entities but XML's own, no
 * defaults of attributes, and nothing to fetch: what makes XML dangerous is not written here. Why
 * this is a parser of our own is told in decision 0011.
 *
 * <p>A document is parsed whole, or unit by unit: an element that is a unit is handed out when it
 * is complete and is forgotten, so that a feed of any length needs the memory of one entry.
 *
 * <p>This file is long because it is one grammar, told from the document down to the attribute.
 */
final class XmlParser extends XmlScanner {
  private static final Pattern DECLARATION =
      Pattern.compile(
          "<\\?xml\\s+version\\s*=\\s*(?:\"1\\.\\d\"|'1\\.\\d')"
              + "(?:\\s+encoding\\s*=\\s*(?:\"[A-Za-z][\\w.-]*\"|'[A-Za-z][\\w.-]*'))?"
              + "(?:\\s+standalone\\s*=\\s*(?:\"(?:yes|no)\"|'(?:yes|no)'))?\\s*\\?>");
  private static final String COMMON_DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  /** A declaration is not longer. */
  private static final int DECLARATION_LENGTH_MAX = 300;

  /** Namespaces in force at one time; honest documents have a handful. */
  private static final int NAMESPACES_MAX = 1_000;

  /** A stream moves on to a new window after so many bytes. */
  private static final int WINDOW_BYTES = 1 << 16;

  private final Predicate<Node> isUnit;
  private @Nullable Node root;
  private @Nullable Node current;
  private @Nullable Node unit;
  private boolean begun;
  private boolean ended;
  private int elements;
  private int elementsOutside;
  private int units;

  /** Where in the document the stretch begins in which there was no alert yet. */
  private long takenTo;

  // Names of the elements that are open, as bytes.
  private int depth;
  private byte[][] tagBytes = new byte[16][];
  private int[] tagFrom = new int[16];
  private int[] tagLength = new int[16];

  private final XmlNamespaces namespaces = new XmlNamespaces();

  // Attributes of the element that is being read.
  private int attributes;
  private String[] attributePrefixes = new String[8];
  private String[] attributeNames = new String[8];
  private String[] attributeValues = new String[8];

  private XmlParser(
      XmlWindow window,
      @Nullable Utf8Source source,
      ReadLimits limits,
      Problems problems,
      Predicate<Node> isUnit) {
    super(window, source, limits, problems);
    this.isUnit = isUnit;
  }

  /**
   * Parses a whole document.
   *
   * @throws CapException when it is not well-formed XML, holds a DTD, or exceeds a limit
   */
  static Node parse(byte[] input, ReadLimits limits, Problems problems) {
    return of(input, limits, problems, node -> false).all();
  }

  /** Parses a document that is text already, as one escaped inside a feed. */
  static Node parse(String text, ReadLimits limits, Problems problems) {
    if (text.length() > limits.bytesMax()) {
      throw tooLarge(text.length(), limits);
    }
    return new XmlParser(SourceText.encode(text, problems), null, limits, problems, node -> false)
        .all();
  }

  /** Begins to parse a document unit by unit. */
  static XmlParser of(
      Utf8Source source, ReadLimits limits, Problems problems, Predicate<Node> isUnit) {
    return new XmlParser(XmlWindow.of(new byte[0]), source, limits, problems, isUnit);
  }

  /**
   * Begins to parse a document that is there whole unit by unit.
   *
   * @throws CapException when it has too many bytes
   */
  static XmlParser of(byte[] input, ReadLimits limits, Problems problems, Predicate<Node> isUnit) {
    if (input.length > limits.bytesMax()) {
      throw tooLarge(input.length, limits);
    }
    return new XmlParser(SourceText.decode(input, problems), null, limits, problems, isUnit);
  }

  private static CapException tooLarge(int length, ReadLimits limits) {
    return new CapException(
        List.of(
            Rule.BYTES.problem(
                Rule.BYTES.severity(),
                "",
                0,
                0,
                "",
                "The input has "
                    + length
                    + " bytes; at most "
                    + limits.bytesMax()
                    + " are read.")));
  }

  private Node all() {
    while (next() != null) {
      throw new IllegalStateException("a whole document has no units");
    }
    return root();
  }

  /** The root as far as it was parsed, without the units handed out. */
  Node root() {
    if (root == null) {
      throw new IllegalStateException("nothing was parsed");
    }
    return root;
  }

  /** The name of the root; empty when none was parsed. */
  String rootName() {
    return root == null ? "" : root.name();
  }

  /**
   * Parses on to the end of the next unit, or to the end of the document.
   *
   * @return the unit, which no longer is a child of its parent; null at the end of the document
   */
  @Nullable Node next() {
    if (!begun) {
      prolog();
      begun = true;
      Node first = startTag();
      if (first != null) {
        return first;
      }
    }
    while (current != null) {
      if (unit == null && source != null && at > WINDOW_BYTES) {
        moveOn();
      }
      if (bytes[at] != '<') {
        text(current);
        continue;
      }
      Node done = markup(current);
      if (done != null) {
        return done;
      }
    }
    epilog();
    return null;
  }

  private void moveOn() {
    countedBefore += at - countedFrom;
    movedOn += at;
    window = window.from(at);
    bytes = window.bytes();
    at = 0;
    countedFrom = 0;
  }

  private void countFrom(int offset) {
    countedFrom = offset;
    countedBefore = 0;
  }

  /** Says that the unit handed out last held alerts: what follows is another stretch. */
  void taken() {
    takenTo = movedOn + at;
  }

  /**
   * Says that the unit handed out last held no alert.
   *
   * @throws CapException when too many bytes have gone by without one; a feed of mere links may
   *     have no end
   */
  void passedOver() {
    if (movedOn + at - takenTo > limits.bytesMax()) {
      throw fatal(
          Rule.BYTES,
          at,
          "No alert stands in the last " + limits.bytesMax() + " bytes; it was read no further.");
    }
  }

  /** What stands in the document since the last unit with alerts, as far as it was kept. */
  Original pending() {
    int from = (int) Math.max(0, takenTo - movedOn);
    return Original.of(window, from, window.limit(), takenTo >= movedOn);
  }

  private @Nullable Node markup(Node within) {
    if (!has(at + 1)) {
      throw ended();
    }
    switch (bytes[at + 1]) {
      case '/' -> {
        return endTag(within);
      }
      case '?' -> instruction();
      case '!' -> {
        if (stands("<!--", at)) {
          comment();
        } else if (stands("<![CDATA[", at)) {
          cdata(at + 9, within);
        } else {
          throw declared();
        }
      }
      default -> {
        return startTag();
      }
    }
    return null;
  }

  private void prolog() {
    int first = at;
    while (has(first) && (space(first) > first || stands("\u00EF\u00BB\u00BF", first))) {
      first = space(first) > first ? space(first) : first + 3;
    }
    if (stands("<?xml", first) && has(first + 5) && space(first + 5) > first + 5) {
      if (first > at) {
        problem(Rule.XML, at, "", "White space stands before the XML declaration.");
      }
      declaration(first);
      first = at;
    }
    at = first;
    betweenDocuments();
    if (!has(at)) {
      throw fatal(Rule.XML, at, "The input has no element.");
    }
    if (bytes[at] != '<') {
      throw fatal(Rule.XML, at, "An element should stand here, not " + shown(at) + "." + archive());
    }
    if (stands("<!", at)) {
      throw declared();
    }
  }

  /** What people put in place of XML. */
  private String archive() {
    return stands("PK\u0003\u0004", 0)
        ? " The input is a ZIP archive; unpack it first."
        : stands("{", at) || stands("[", at) ? " The input looks like JSON." : "";
  }

  /** Reads comments, instructions and white space outside the root element. */
  private void betweenDocuments() {
    while (true) {
      at = space(at);
      if (stands("<!--", at)) {
        comment();
      } else if (stands("<?", at)) {
        instruction();
      } else {
        return;
      }
    }
  }

  private void epilog() {
    if (ended) {
      return;
    }
    ended = true;
    betweenDocuments();
    if (has(at)) {
      problem(
          Rule.XML,
          at,
          shown(at),
          "Something stands after the end of the root element; it was not read.");
    }
  }

  private CapException declared() {
    return stands("<!DOCTYPE", at)
        ? fatal(Rule.DTD, at, "The input has a DOCTYPE.")
        : fatal(Rule.XML, at, "Markup that begins with <! must be a comment or CDATA.");
  }

  private void declaration(int from) {
    if (stands(COMMON_DECLARATION, from)) {
      at = from + COMMON_DECLARATION.length();
      return;
    }
    has(from + DECLARATION_LENGTH_MAX);
    int to = Math.min(window.limit(), from + DECLARATION_LENGTH_MAX);
    Matcher matcher = DECLARATION.matcher(window.text(from, to));
    if (!matcher.lookingAt()) {
      throw fatal(Rule.XML, from, "The XML declaration is not like " + COMMON_DECLARATION + ".");
    }
    at = from + matcher.end();
  }

  private void comment() {
    int end = skip(at + 4, "--");
    if (!stands("-->", end)) {
      throw fatal(Rule.XML, end, "A comment holds --; only its end may.");
    }
    at = end + 3;
  }

  private void instruction() {
    int from = at + 2;
    int to = name(from);
    if (window.text(from, to).equalsIgnoreCase("xml")) {
      problem(Rule.XML, at, "<?xml", "An XML declaration stands only at the very beginning.");
    }
    if (!stands("?>", to) && space(to) == to) {
      throw fatal(Rule.XML, to, "White space should stand after the name of an instruction.");
    }
    at = skip(to, "?>") + 2;
  }

  private @Nullable Node startTag() {
    int open = at;
    String prefix = "";
    int from = open + 1;
    int end = name(from);
    if (bytes[end] == ':') {
      prefix = string(from, end, XmlNames.find(bytes, from, end, nameHash));
      from = end + 1;
      end = name(from);
    }
    int slot = XmlNames.find(bytes, from, end, nameHash);
    String name = string(from, end, slot);
    push(open + 1, end);
    boolean empty = attributes(end);
    Node node =
        new Node(window, open, namespace(prefix, open), name, XmlNames.element(slot), current);
    limit(++elements, limits.elementsMax(), "elements", node);
    limit(depth, limits.depthMax(), "levels of nested elements", node);
    if (attributes > 0) {
      node.attributes(resolvedAttributes(open));
    }
    if (current == null) {
      root = node;
    } else {
      current.add(node);
    }
    current = node;
    if (unit == null && isUnit.test(node)) {
      unit = node;
      node.number(++units);
      countFrom(open);
      elementsOutside = elements - 1;
    }
    return empty ? closed(node) : null;
  }

  private void push(int from, int to) {
    depth++;
    if (depth == tagFrom.length) {
      tagBytes = Arrays.copyOf(tagBytes, 2 * depth);
      tagFrom = Arrays.copyOf(tagFrom, 2 * depth);
      tagLength = Arrays.copyOf(tagLength, 2 * depth);
    }
    tagBytes[depth] = bytes;
    tagFrom[depth] = from;
    tagLength[depth] = to - from;
    namespaces.open();
  }

  /** Reads the attributes up to the end of a start tag; true when the tag is an empty element's. */
  private boolean attributes(int from) {
    attributes = 0;
    int i = from;
    while (has(i)) {
      byte c = bytes[i];
      if (c == '>') {
        at = i + 1;
        return false;
      }
      if (c == '/' && stands("/>", i)) {
        at = i + 2;
        return true;
      }
      int next = space(i);
      if (next == i) {
        throw fatal(Rule.XML, i, "The start tag goes on with " + shown(i) + ".");
      }
      i = bytes[next] == '>' || bytes[next] == '/' ? next : attribute(next);
    }
    throw ended();
  }

  private int attribute(int start) {
    String prefix = "";
    int from = start;
    int end = name(from);
    if (bytes[end] == ':') {
      prefix = string(from, end, XmlNames.find(bytes, from, end, nameHash));
      from = end + 1;
      end = name(from);
    }
    String name = string(from, end, XmlNames.find(bytes, from, end, nameHash));
    int equals = space(end);
    int quote = bytes[equals] == '=' ? space(equals + 1) : equals;
    if (quote == equals || (bytes[quote] != '"' && bytes[quote] != '\'')) {
      throw has(quote)
          ? fatal(Rule.XML, start, "The attribute " + name + " has no value in quotes.")
          : ended();
    }
    String value = value(quote + 1, bytes[quote]);
    int to = valueEnd;
    if (value.length() > limits.textLengthMax()) {
      throw fatal(
          Rule.LIMIT,
          start,
          "The input has more than " + limits.textLengthMax() + " characters in one attribute.");
    }
    if (prefix.isEmpty() && name.equals("xmlns")) {
      bind("", value, start);
    } else if (prefix.equals("xmlns")) {
      bind(name, value, start);
    } else {
      keep(prefix, name, value, start);
    }
    return to;
  }

  private void keep(String prefix, String name, String value, int offset) {
    if (attributes == limits.attributesMax()) {
      throw fatal(
          Rule.LIMIT,
          offset,
          "The input has more than " + limits.attributesMax() + " attributes of one element.");
    }
    for (int i = 0; i < attributes; i++) {
      if (attributeNames[i].equals(name) && attributePrefixes[i].equals(prefix)) {
        throw fatal(Rule.XML, offset, "The attribute " + name + " stands twice in one tag.");
      }
    }
    if (attributes == attributeNames.length) {
      attributePrefixes = Arrays.copyOf(attributePrefixes, 2 * attributes);
      attributeNames = Arrays.copyOf(attributeNames, 2 * attributes);
      attributeValues = Arrays.copyOf(attributeValues, 2 * attributes);
    }
    attributePrefixes[attributes] = prefix;
    attributeNames[attributes] = name;
    attributeValues[attributes++] = value;
  }

  private void bind(String prefix, String uri, int offset) {
    if (!XmlNamespaces.isAllowed(prefix, uri)) {
      throw fatal(
          Rule.XML,
          offset,
          "The prefix " + prefix + " cannot stand for the namespace " + uri + ".");
    }
    if (namespaces.isBoundAgain(prefix)) {
      throw fatal(Rule.XML, offset, "The namespace of one prefix is declared twice in one tag.");
    }
    if (namespaces.count() == NAMESPACES_MAX
        || namespaces.countOfElement() == limits.attributesMax()) {
      throw fatal(
          Rule.LIMIT,
          offset,
          "The input has more than "
              + NAMESPACES_MAX
              + " namespaces at once, or than "
              + limits.attributesMax()
              + " of one element.");
    }
    namespaces.bind(prefix, uri);
  }

  private String namespace(String prefix, int offset) {
    String found = namespaces.find(prefix);
    if (found != null) {
      return found;
    }
    problem(
        Rule.XML,
        offset,
        prefix,
        "The prefix "
            + prefix
            + " has no namespace; add xmlns:"
            + prefix
            + " to the root element.");
    return "";
  }

  private List<Extension.Attribute> resolvedAttributes(int offset) {
    List<Extension.Attribute> list = new ArrayList<>(attributes);
    for (int i = 0; i < attributes; i++) {
      String prefix = attributePrefixes[i];
      String namespace = prefix.isEmpty() ? "" : namespace(prefix, offset);
      String name = attributeNames[i];
      for (int j = 0; j < i && !namespace.isEmpty(); j++) {
        if (list.get(j).name().equals(name) && list.get(j).namespace().equals(namespace)) {
          throw fatal(Rule.XML, offset, "The attribute " + name + " stands twice in one tag.");
        }
      }
      list.add(new Extension.Attribute(namespace, name, attributeValues[i]));
    }
    return list;
  }

  private @Nullable Node endTag(Node node) {
    int from = at + 2;
    int to = from + tagLength[depth];
    int tag = tagFrom[depth];
    boolean same =
        has(to) && Arrays.equals(bytes, from, to, tagBytes[depth], tag, tag + tagLength[depth]);
    int end = same ? bytes[to] == '>' ? to : space(to) : -1;
    if (!same || bytes[end] != '>') {
      throw mismatch(node, from);
    }
    at = end + 1;
    return closed(node);
  }

  private CapException mismatch(Node node, int from) {
    int to = from;
    while (has(to) && bytes[to] != '>' && bytes[to] != '<' && to - from < 60) {
      to++;
    }
    if (!has(to)) {
      return ended();
    }
    return fatal(
        Rule.XML,
        at,
        "The end tag </"
            + window.text(from, to)
            + "> stands where "
            + node.name()
            + " should be closed, which was opened in line "
            + node.line()
            + ".");
  }

  private @Nullable Node closed(Node node) {
    namespaces.close();
    node.end(at);
    depth--;
    current = node.parent();
    if (node != unit) {
      return null;
    }
    unit = null;
    countFrom(at);
    elements = elementsOutside;
    if (current == null) {
      epilog();
    } else {
      current.removeLast();
    }
    return node;
  }

  @Override
  String path() {
    return current == null ? "" : current.path();
  }

  private static void limit(int count, int max, String what, Node node) {
    if (count > max) {
      throw new CapException(
          List.of(
              Rule.LIMIT.problem(node, "", "The input has more than " + max + " " + what + ".")));
    }
  }
}
