// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tocsin.cap.Schema.Fields;

/** Turns the elements of one message into the model and reports everything wrong on the way. */
final class AlertMapper {
  /** Elements whose type in the schema allows no empty text. */
  private static final Set<String> NEVER_EMPTY =
      Set.of(
          "category",
          "responseType",
          "effective",
          "onset",
          "expires",
          "size",
          "altitude",
          "ceiling");

  private final CapVersion version;
  private final ReadLimits limits;
  private final Problems problems;
  private int points;

  AlertMapper(CapVersion version, ReadLimits limits, Problems problems) {
    this.version = version;
    this.limits = limits;
    this.problems = problems;
  }

  /** The alert, or nothing when a part is missing without which its meaning cannot be told. */
  Optional<Alert> alert(Node node) {
    Fields fields = Schema.check(node, version, problems);
    String identifier = required(fields, CapElement.IDENTIFIER);
    String sender = required(fields, CapElement.SENDER);
    Optional<OffsetDateTime> sent = requiredTime(fields, CapElement.SENT);
    Optional<Status> status =
        word(fields, CapElement.STATUS, Rule.STATUS, Status::find, Status::findIgnoringCase);
    Optional<MsgType> msgType =
        word(fields, CapElement.MSG_TYPE, Rule.MSG_TYPE, MsgType::find, MsgType::findIgnoringCase);
    Optional<Scope> scope =
        word(fields, CapElement.SCOPE, Rule.SCOPE, Scope::find, Scope::findIgnoringCase);
    if (scope.isEmpty() && version == CapVersion.V1_0 && fields.find(CapElement.SCOPE) == null) {
      scope = Optional.of(Scope.PUBLIC);
    }
    List<Info> infos = each(fields, CapElement.INFO, this::info);
    List<Reference> references = references(fields);
    List<String> addresses = names(fields, CapElement.ADDRESSES);
    List<String> incidents = names(fields, CapElement.INCIDENTS);
    List<String> codes = texts(fields, CapElement.CODE);
    Optional<String> source = text(fields, CapElement.SOURCE);
    Optional<String> restriction = text(fields, CapElement.RESTRICTION);
    Optional<String> note = text(fields, CapElement.NOTE);
    if (sent.isEmpty() || status.isEmpty() || msgType.isEmpty() || scope.isEmpty()) {
      return Optional.empty();
    }
    Alert alert =
        new Alert(
            version,
            identifier,
            sender,
            sent.get(),
            status.get(),
            msgType.get(),
            source,
            scope.get(),
            restriction,
            addresses,
            codes,
            note,
            references,
            incidents,
            infos,
            extensions(node));
    ModelRules.alertFields(alert, node, problems);
    if (infos.isEmpty() && (msgType.get() == MsgType.ALERT || msgType.get() == MsgType.UPDATE)) {
      problems.add(
          Rule.INFO_MISSING,
          node,
          "",
          "The msgType is " + msgType.get().word() + " and there is no info.");
    }
    return Optional.of(alert);
  }

  private Info info(Node node) {
    Fields fields = Schema.check(node, version, problems);
    Info info =
        new Info(
            text(fields, CapElement.LANGUAGE),
            words(
                fields,
                CapElement.CATEGORY,
                Rule.CATEGORY,
                Category::find,
                Category::findIgnoringCase),
            required(fields, CapElement.EVENT),
            words(
                fields,
                CapElement.RESPONSE_TYPE,
                Rule.RESPONSE_TYPE,
                ResponseType::find,
                ResponseType::findIgnoringCase),
            word(fields, CapElement.URGENCY, Rule.URGENCY, Urgency::find, Urgency::findIgnoringCase)
                .orElse(Urgency.UNKNOWN),
            word(
                    fields,
                    CapElement.SEVERITY,
                    Rule.SEVERITY,
                    Severity::find,
                    Severity::findIgnoringCase)
                .orElse(Severity.UNKNOWN),
            certainty(fields),
            text(fields, CapElement.AUDIENCE),
            pairs(fields, CapElement.EVENT_CODE),
            time(fields, CapElement.EFFECTIVE),
            time(fields, CapElement.ONSET),
            time(fields, CapElement.EXPIRES),
            text(fields, CapElement.SENDER_NAME),
            text(fields, CapElement.HEADLINE),
            text(fields, CapElement.DESCRIPTION),
            text(fields, CapElement.INSTRUCTION),
            text(fields, CapElement.WEB),
            text(fields, CapElement.CONTACT),
            pairs(fields, CapElement.PARAMETER),
            each(fields, CapElement.RESOURCE, this::resource),
            each(fields, CapElement.AREA, this::area),
            extensions(node));
    ModelRules.infoFields(info, node, problems);
    return info;
  }

  private Certainty certainty(Fields fields) {
    Node child = fields.find(CapElement.CERTAINTY);
    if (child != null && child.text().equalsIgnoreCase("Very Likely")) {
      ProblemSeverity severity =
          version == CapVersion.V1_0 ? ProblemSeverity.WARNING : ProblemSeverity.ERROR;
      problems.add(
          Rule.CERTAINTY_VERY_LIKELY, severity, child, child.text(), "It was read as Likely.");
      return Certainty.LIKELY;
    }
    return word(
            fields,
            CapElement.CERTAINTY,
            Rule.CERTAINTY,
            Certainty::find,
            Certainty::findIgnoringCase)
        .orElse(Certainty.UNKNOWN);
  }

  private Resource resource(Node node) {
    Fields fields = Schema.check(node, version, problems);
    Resource resource =
        new Resource(
            required(fields, CapElement.RESOURCE_DESC),
            version == CapVersion.V1_2
                ? required(fields, CapElement.MIME_TYPE)
                : text(fields, CapElement.MIME_TYPE).orElse(""),
            size(fields),
            text(fields, CapElement.URI),
            text(fields, CapElement.DEREF_URI),
            text(fields, CapElement.DIGEST),
            extensions(node));
    ModelRules.resourceFields(resource, node, problems);
    return resource;
  }

  private Optional<Long> size(Fields fields) {
    Optional<String> text = text(fields, CapElement.SIZE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().matches("\\+?\\d{1,19}")) {
      BigInteger size = new BigInteger(text.get());
      if (size.bitLength() < Long.SIZE) {
        return Optional.of(size.longValue());
      }
    }
    Site site = fields.node().child("size");
    problems.add(Rule.SIZE, site, text.get(), "This is not a whole number of bytes below 2^63.");
    return Optional.empty();
  }

  private Area area(Node node) {
    Fields fields = Schema.check(node, version, problems);
    List<Polygon> polygons = new ArrayList<>();
    List<Circle> circles = new ArrayList<>();
    for (Node child = node.first(); child != null; child = child.next()) {
      if (child.element() == CapElement.POLYGON && Schema.isCap(child, node)) {
        Node at = child;
        polygon(at).ifPresent(polygon -> add(polygon, at, polygons));
      } else if (child.element() == CapElement.CIRCLE && Schema.isCap(child, node)) {
        Node at = child;
        shape(at, Rule.CIRCLE)
            .flatMap(text -> Shapes.circle(text, at, problems))
            .ifPresent(circles::add);
      }
    }
    Area area =
        new Area(
            required(fields, CapElement.AREA_DESC),
            polygons,
            circles,
            pairs(fields, CapElement.GEOCODE),
            decimal(fields, CapElement.ALTITUDE),
            decimal(fields, CapElement.CEILING),
            extensions(node));
    ModelRules.areaFields(area, node, problems);
    return area;
  }

  /** Most polygons are plain pairs, which are read without making a string of them. */
  private Optional<Polygon> polygon(Node node) {
    Optional<Polygon> plain = node.hasChildren() ? Optional.empty() : PlainPairs.polygon(node);
    if (plain.isPresent()) {
      Schema.attributes(node, problems);
      PolygonRules.check(plain.get(), node, problems);
      return plain;
    }
    return shape(node, Rule.POLYGON_POINTS).flatMap(text -> Shapes.polygon(text, node, problems));
  }

  /** The text of a shape. CAP 1.2 wants one in it (§3.2.4); before, an empty element said none. */
  private Optional<String> shape(Node node, Rule rule) {
    if (version != CapVersion.V1_2 || !own(node).isEmpty()) {
      return present(node);
    }
    problems.add(rule, node, "", "The " + node.name() + " is empty; leave it out.");
    return Optional.empty();
  }

  private void add(Polygon polygon, Node node, List<Polygon> polygons) {
    points += polygon.points().size();
    if (points > limits.pointsMax()) {
      throw new CapException(
          List.of(
              Rule.LIMIT.problem(
                  node, "", "The message has more than " + limits.pointsMax() + " points.")));
    }
    polygons.add(polygon);
  }

  private Optional<BigDecimal> decimal(Fields fields, CapElement element) {
    Optional<String> text = text(fields, element);
    if (text.isPresent() && !Shapes.isDecimal(text.get())) {
      // CAP 1.0 and 1.1 took any text here.
      ProblemSeverity severity =
          version == CapVersion.V1_2 ? ProblemSeverity.ERROR : ProblemSeverity.WARNING;
      problems.add(
          Rule.ALTITUDE,
          severity,
          fields.node().child(element.word()),
          text.get(),
          "This is not a number of feet.");
      return Optional.empty();
    }
    return text.map(BigDecimal::new);
  }

  private List<NamedValue> pairs(Fields fields, CapElement element) {
    List<NamedValue> pairs = new ArrayList<>();
    for (Node child = fields.find(element); child != null; child = child.next()) {
      if (child.element() == element && Schema.isCap(child, fields.node())) {
        pair(child).ifPresent(pairs::add);
      }
    }
    return pairs;
  }

  /** A pair; one without a value says nothing and is left out. */
  private Optional<NamedValue> pair(Node node) {
    Fields fields = Schema.check(node, version, problems);
    int equals = node.text().indexOf('=');
    if (version == CapVersion.V1_0 && fields.find(CapElement.VALUE_NAME) == null && equals > 0) {
      String text = node.text();
      return Optional.of(new NamedValue(text.substring(0, equals), text.substring(equals + 1)));
    }
    Optional<String> value = text(fields, CapElement.VALUE);
    NamedValue pair =
        new NamedValue(text(fields, CapElement.VALUE_NAME).orElse(""), value.orElse(""));
    ModelRules.pairFields(pair, node, problems);
    return value.map(present -> pair);
  }

  private List<Reference> references(Fields fields) {
    Optional<String> text = text(fields, CapElement.REFERENCES);
    List<Reference> references = new ArrayList<>();
    if (text.isPresent()) {
      Site site = fields.node().child("references");
      for (String word : Texts.words(text.get())) {
        reference(word, site).ifPresent(references::add);
      }
    }
    return references;
  }

  private Optional<Reference> reference(String word, Site site) {
    int first = word.indexOf(',');
    int last = word.lastIndexOf(',');
    int slash = word.indexOf('/');
    if (version == CapVersion.V1_0 && first < 0 && slash > 0) {
      return Optional.of(
          new Reference(word.substring(slash + 1), word.substring(0, slash), Optional.empty()));
    }
    if (first < 1 || last == first || last == word.length() - 1) {
      problems.add(Rule.REFERENCE_FORM, site, word, "This is not sender,identifier,sent.");
      return Optional.empty();
    }
    String identifier = word.substring(first + 1, last);
    if (identifier.isEmpty() || identifier.contains(",")) {
      problems.add(Rule.REFERENCE_FORM, site, word, "The reference does not have three values.");
    }
    return Optional.of(
        new Reference(
            word.substring(0, first),
            identifier,
            CapTime.read(word.substring(last + 1), site, version, problems)));
  }

  /** Names separated by spaces; a name that holds a space is in double quotes. */
  private List<String> names(Fields fields, CapElement element) {
    Optional<String> text = text(fields, element);
    List<String> names = new ArrayList<>();
    if (text.isEmpty()) {
      return names;
    }
    StringBuilder current = new StringBuilder();
    boolean quoted = false;
    for (char c : (text.get() + " ").toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c > ' ' || quoted) {
        current.append(c);
      } else if (!current.isEmpty()) {
        names.add(current.toString());
        current.setLength(0);
      }
    }
    if (quoted) {
      problems.add(
          Rule.QUOTES,
          fields.node().child(element.word()),
          text.get(),
          "A double quote is not closed.");
      names.add(current.toString());
    }
    return names;
  }

  private String required(Fields fields, CapElement element) {
    Node child = fields.find(element);
    if (child == null) {
      return "";
    }
    String text = own(child);
    if (text.isEmpty()) {
      problems.add(Rule.REQUIRED, child, "", child.name() + " is empty.");
    }
    return text;
  }

  private Optional<OffsetDateTime> requiredTime(Fields fields, CapElement element) {
    Node child = fields.find(element);
    return child == null
        ? Optional.empty()
        : CapTime.read(required(fields, element), child, version, problems);
  }

  private Optional<OffsetDateTime> time(Fields fields, CapElement element) {
    Optional<String> text = text(fields, element);
    return text.flatMap(
        value -> CapTime.read(value, fields.node().child(element.word()), version, problems));
  }

  private Optional<String> text(Fields fields, CapElement element) {
    Node child = fields.find(element);
    return child == null ? Optional.empty() : present(child);
  }

  private List<String> texts(Fields fields, CapElement element) {
    List<String> texts = new ArrayList<>();
    for (Node child = fields.find(element); child != null; child = child.next()) {
      if (child.element() == element && Schema.isCap(child, fields.node())) {
        present(child).ifPresent(texts::add);
      }
    }
    return texts;
  }

  /** The text of an element, or nothing when it is empty, which is reported. */
  private Optional<String> present(Node node) {
    String text = own(node);
    if (text.isEmpty()) {
      boolean typed = NEVER_EMPTY.contains(node.name());
      problems.add(
          Rule.EMPTY,
          typed ? ProblemSeverity.ERROR : ProblemSeverity.WARNING,
          node,
          "",
          node.name() + " is empty.");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** The text of an element that is made for text. */
  private String own(Node node) {
    Schema.attributes(node, problems);
    Node child = node.first();
    if (child != null) {
      problems.add(
          Rule.NESTED_ELEMENT, child, "", node.name() + " holds the element " + child.name() + ".");
    }
    return node.text();
  }

  private <T> Optional<T> word(
      Fields fields,
      CapElement element,
      Rule rule,
      Function<String, Optional<T>> exact,
      Function<String, Optional<T>> folded) {
    Node child = fields.find(element);
    return child == null ? Optional.empty() : word(child, rule, exact, folded);
  }

  private <T> List<T> words(
      Fields fields,
      CapElement element,
      Rule rule,
      Function<String, Optional<T>> exact,
      Function<String, Optional<T>> folded) {
    List<T> values = new ArrayList<>();
    for (Node child = fields.find(element); child != null; child = child.next()) {
      if (child.element() == element && Schema.isCap(child, fields.node())) {
        word(child, rule, exact, folded).ifPresent(values::add);
      }
    }
    return values;
  }

  private <T> Optional<T> word(
      Node child,
      Rule rule,
      Function<String, Optional<T>> exact,
      Function<String, Optional<T>> folded) {
    String text = own(child);
    Optional<T> found = exact.apply(text);
    if (found.isPresent()) {
      if (child.hasSpaceAround()) {
        problems.add(
            Rule.SPACE, ProblemSeverity.ERROR, child, text, "White space stands around the word.");
      }
      return found;
    }
    Optional<T> tolerated = folded.apply(text);
    String name = child.name();
    String message =
        text.isEmpty()
            ? name + " is empty."
            : tolerated.isPresent()
                ? name + " is written in other letters."
                : text + " is not a word of " + name + ".";
    problems.add(rule, child, text, message);
    return tolerated;
  }

  private <T> List<T> each(Fields fields, CapElement element, Function<Node, T> map) {
    List<T> items = new ArrayList<>();
    for (Node child = fields.find(element); child != null; child = child.next()) {
      if (child.element() == element && Schema.isCap(child, fields.node())) {
        items.add(map.apply(child));
      }
    }
    return items;
  }

  private static List<Extension> extensions(Node node) {
    List<Extension> extensions = new ArrayList<>();
    for (Node child = node.first(); child != null; child = child.next()) {
      if (!Schema.isCap(child, node)) {
        extensions.add(child.toExtension());
      }
    }
    return extensions;
  }
}
