// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the elements of one message into the model and reports everything wrong on the way. */
final class AlertMapper {
  /** Elements whose type in the schema allows no empty text. */
  private static final Set<String> NEVER_EMPTY =
      Set.of(
          "language",
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
    Schema.check(node, version, problems);
    String identifier = required(node, "identifier");
    String sender = required(node, "sender");
    Optional<OffsetDateTime> sent = requiredTime(node, "sent");
    Optional<Status> status =
        word(node, "status", Rule.STATUS, Status::find, Status::findIgnoringCase);
    Optional<MsgType> msgType =
        word(node, "msgType", Rule.MSG_TYPE, MsgType::find, MsgType::findIgnoringCase);
    Optional<Scope> scope = word(node, "scope", Rule.SCOPE, Scope::find, Scope::findIgnoringCase);
    if (scope.isEmpty() && version == CapVersion.V1_0 && node.find("scope") == null) {
      scope = Optional.of(Scope.PUBLIC);
    }
    List<Info> infos = each(node, "info", this::info);
    List<Reference> references = references(node);
    List<String> addresses = names(node, "addresses");
    List<String> incidents = names(node, "incidents");
    List<String> codes = texts(node, "code");
    Optional<String> source = text(node, "source");
    Optional<String> restriction = text(node, "restriction");
    Optional<String> note = text(node, "note");
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
    Schema.check(node, version, problems);
    Info info =
        new Info(
            text(node, "language"),
            words(node, "category", Rule.CATEGORY, Category::find, Category::findIgnoringCase),
            required(node, "event"),
            words(
                node,
                "responseType",
                Rule.RESPONSE_TYPE,
                ResponseType::find,
                ResponseType::findIgnoringCase),
            word(node, "urgency", Rule.URGENCY, Urgency::find, Urgency::findIgnoringCase)
                .orElse(Urgency.UNKNOWN),
            word(node, "severity", Rule.SEVERITY, Severity::find, Severity::findIgnoringCase)
                .orElse(Severity.UNKNOWN),
            certainty(node),
            text(node, "audience"),
            pairs(node, "eventCode"),
            time(node, "effective"),
            time(node, "onset"),
            time(node, "expires"),
            text(node, "senderName"),
            text(node, "headline"),
            text(node, "description"),
            text(node, "instruction"),
            text(node, "web"),
            text(node, "contact"),
            pairs(node, "parameter"),
            each(node, "resource", this::resource),
            each(node, "area", this::area),
            extensions(node));
    ModelRules.infoFields(info, node, problems);
    return info;
  }

  private Certainty certainty(Node node) {
    Node child = node.find("certainty");
    if (child != null && child.text().equalsIgnoreCase("Very Likely")) {
      ProblemSeverity severity =
          version == CapVersion.V1_0 ? ProblemSeverity.WARNING : ProblemSeverity.ERROR;
      problems.add(
          Rule.CERTAINTY_VERY_LIKELY, severity, child, child.text(), "It was read as Likely.");
      return Certainty.LIKELY;
    }
    return word(node, "certainty", Rule.CERTAINTY, Certainty::find, Certainty::findIgnoringCase)
        .orElse(Certainty.UNKNOWN);
  }

  private Resource resource(Node node) {
    Schema.check(node, version, problems);
    Resource resource =
        new Resource(
            required(node, "resourceDesc"),
            version == CapVersion.V1_2
                ? required(node, "mimeType")
                : text(node, "mimeType").orElse(""),
            size(node),
            text(node, "uri"),
            text(node, "derefUri"),
            text(node, "digest"),
            extensions(node));
    ModelRules.resourceFields(resource, node, problems);
    return resource;
  }

  private Optional<Long> size(Node node) {
    Optional<String> text = text(node, "size");
    if (text.isPresent() && !text.get().matches("\\+?\\d{1,18}")) {
      Site site = node.child("size");
      problems.add(Rule.SIZE, site, text.get(), "This is not a whole number of bytes.");
      return Optional.empty();
    }
    return text.map(Long::valueOf);
  }

  private Area area(Node node) {
    Schema.check(node, version, problems);
    List<Polygon> polygons = new ArrayList<>();
    List<Circle> circles = new ArrayList<>();
    for (Node child : node.children()) {
      if (child.name().equals("polygon")) {
        present(child)
            .flatMap(text -> Shapes.polygon(text, child, problems))
            .ifPresent(polygon -> add(polygon, child, polygons));
      } else if (child.name().equals("circle")) {
        present(child)
            .flatMap(text -> Shapes.circle(text, child, problems))
            .ifPresent(circles::add);
      }
    }
    Area area =
        new Area(
            required(node, "areaDesc"),
            polygons,
            circles,
            pairs(node, "geocode"),
            decimal(node, "altitude"),
            decimal(node, "ceiling"),
            extensions(node));
    ModelRules.areaFields(area, node, problems);
    return area;
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

  private Optional<BigDecimal> decimal(Node node, String name) {
    Optional<String> text = text(node, name);
    if (text.isPresent() && !Shapes.isDecimal(text.get())) {
      // CAP 1.0 and 1.1 took any text here.
      ProblemSeverity severity =
          version == CapVersion.V1_2 ? ProblemSeverity.ERROR : ProblemSeverity.WARNING;
      problems.add(
          Rule.ALTITUDE, severity, node.child(name), text.get(), "This is not a number of feet.");
      return Optional.empty();
    }
    return text.map(BigDecimal::new);
  }

  private List<NamedValue> pairs(Node node, String name) {
    List<NamedValue> pairs = new ArrayList<>();
    for (Node child : node.children()) {
      if (child.name().equals(name) && Schema.isCap(child, node)) {
        pair(child).ifPresent(pairs::add);
      }
    }
    return pairs;
  }

  /** A pair; one without a value says nothing and is left out. */
  private Optional<NamedValue> pair(Node node) {
    Schema.check(node, version, problems);
    int equals = node.text().indexOf('=');
    if (version == CapVersion.V1_0 && node.find("valueName") == null && equals > 0) {
      String text = node.text();
      return Optional.of(new NamedValue(text.substring(0, equals), text.substring(equals + 1)));
    }
    Optional<String> value = text(node, "value");
    NamedValue pair = new NamedValue(text(node, "valueName").orElse(""), value.orElse(""));
    ModelRules.pairFields(pair, node, problems);
    return value.map(present -> pair);
  }

  private List<Reference> references(Node node) {
    Optional<String> text = text(node, "references");
    List<Reference> references = new ArrayList<>();
    if (text.isPresent()) {
      Site site = node.child("references");
      for (String word : text.get().split("\\s+", -1)) {
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
  private List<String> names(Node node, String name) {
    Optional<String> text = text(node, name);
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
      problems.add(Rule.QUOTES, node.child(name), text.get(), "A double quote is not closed.");
      names.add(current.toString());
    }
    return names;
  }

  private String required(Node node, String name) {
    Node child = node.find(name);
    if (child == null) {
      return "";
    }
    String text = own(child);
    if (text.isEmpty()) {
      problems.add(Rule.REQUIRED, child, "", name + " is empty.");
    }
    return text;
  }

  private Optional<OffsetDateTime> requiredTime(Node node, String name) {
    Node child = node.find(name);
    return child == null
        ? Optional.empty()
        : CapTime.read(required(node, name), child, version, problems);
  }

  private Optional<OffsetDateTime> time(Node node, String name) {
    Optional<String> text = text(node, name);
    return text.flatMap(value -> CapTime.read(value, node.child(name), version, problems));
  }

  private Optional<String> text(Node node, String name) {
    Node child = node.find(name);
    return child == null ? Optional.empty() : present(child);
  }

  private List<String> texts(Node node, String name) {
    List<String> texts = new ArrayList<>();
    for (Node child : node.children()) {
      if (child.name().equals(name)) {
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
    if (!node.children().isEmpty()) {
      Node child = node.children().getFirst();
      problems.add(
          Rule.NESTED_ELEMENT, child, "", node.name() + " holds the element " + child.name() + ".");
    }
    return node.text();
  }

  private <T> Optional<T> word(
      Node node,
      String name,
      Rule rule,
      Function<String, Optional<T>> exact,
      Function<String, Optional<T>> folded) {
    Node child = node.find(name);
    return child == null ? Optional.empty() : word(child, rule, exact, folded);
  }

  private <T> List<T> words(
      Node node,
      String name,
      Rule rule,
      Function<String, Optional<T>> exact,
      Function<String, Optional<T>> folded) {
    List<T> values = new ArrayList<>();
    for (Node child : node.children()) {
      if (child.name().equals(name)) {
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
      if (child.rawText().length() != text.length()) {
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

  private <T> List<T> each(Node node, String name, Function<Node, T> map) {
    List<T> items = new ArrayList<>();
    for (Node child : node.children()) {
      if (child.name().equals(name) && Schema.isCap(child, node)) {
        items.add(map.apply(child));
      }
    }
    return items;
  }

  private static List<Extension> extensions(Node node) {
    List<Extension> extensions = new ArrayList<>();
    for (@Nullable Node child : node.children()) {
      if (child != null && !Schema.isCap(child, node)) {
        extensions.add(child.toExtension());
      }
    }
    return extensions;
  }
}
