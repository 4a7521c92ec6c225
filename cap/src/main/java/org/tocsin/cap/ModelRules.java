// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rules that look at whole records, however they came about. For each record there is a method
 * for its own fields, which the reader shares, and one that also goes through its lists.
 */
final class ModelRules {
  /** Breaches that readers forgive and that this library does not write. */
  private static final Set<String> NEVER_WRITTEN =
      Set.of(
          Rule.POLYGON_CROSSES.id(),
          Rule.POLYGON_AREA.id(),
          Rule.CIRCLE_LARGE.id(),
          Rule.EXPIRES_WINDOW.id());

  private static final int PROBLEMS_MAX = 200;

  /** How far honest clocks may be apart. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

  private ModelRules() {}

  /** Runs rules and throws when a breach was found that must not be written. */
  static void refuse(Consumer<Problems> rules) {
    Problems problems = new Problems(PROBLEMS_MAX);
    rules.accept(problems);
    List<Problem> refused =
        problems.sorted().stream()
            .filter(problem -> problem.isError() || NEVER_WRITTEN.contains(problem.rule()))
            .toList();
    if (!refused.isEmpty()) {
      throw new CapException(refused);
    }
  }

  static void alert(Alert alert, Site site, Problems problems) {
    required(alert.identifier(), "identifier", site, problems);
    required(alert.sender(), "sender", site, problems);
    time(Optional.of(alert.sent()), site.child("sent"), problems);
    names(alert.addresses(), site.child("addresses"), problems);
    names(alert.incidents(), site.child("incidents"), problems);
    each(alert.codes(), site, "code", (code, at) -> ValueRules.text(code, at, problems));
    for (Reference reference : alert.references()) {
      reference(reference, site.child("references"), problems);
    }
    each(alert.infos(), site, "info", (info, at) -> info(info, at, problems));
    alertFields(alert, site, problems);
  }

  /** The alert's own fields, and what they say of its infos. */
  static void alertFields(Alert alert, Site site, Problems problems) {
    ValueRules.name(Rule.IDENTIFIER, alert.identifier(), site.child("identifier"), problems);
    ValueRules.name(Rule.SENDER, alert.sender(), site.child("sender"), problems);
    text(alert.source(), site.child("source"), problems);
    text(alert.restriction(), site.child("restriction"), problems);
    text(alert.note(), site.child("note"), problems);
    scope(alert, site, problems);
    references(alert, site, problems);
    note(alert, site, problems);
    Set<Gist> seen = new HashSet<>();
    boolean many = alert.infos().size() > 20;
    for (int i = 0; i < alert.infos().size(); i++) {
      Info info = alert.infos().get(i);
      Site at = site.child("info", i);
      expires(alert, info, at, problems);
      sense(alert, info, at, problems);
      if (!seen.add(
          new Gist(
              info.languageOrDefault(),
              info.event(),
              info.urgency(),
              info.severity(),
              info.certainty(),
              many ? info.areas().hashCode() : info.areas().size(),
              info.areas()))) {
        problems.add(
            Rule.LANGUAGE_REPEATED,
            at,
            info.languageOrDefault(),
            "Another info says the same in " + info.languageOrDefault() + ".");
      }
    }
  }

  static void info(Info info, Site site, Problems problems) {
    if (info.categories().isEmpty()) {
      problems.add(Rule.REQUIRED, site, "", "info has no category.");
    }
    required(info.event(), "event", site, problems);
    time(info.effective(), site.child("effective"), problems);
    time(info.onset(), site.child("onset"), problems);
    time(info.expires(), site.child("expires"), problems);
    each(info.eventCodes(), site, "eventCode", (pair, at) -> pair(pair, at, problems));
    each(info.parameters(), site, "parameter", (pair, at) -> pair(pair, at, problems));
    each(info.resources(), site, "resource", (resource, at) -> resource(resource, at, problems));
    each(info.areas(), site, "area", (area, at) -> area(area, at, problems));
    infoFields(info, site, problems);
  }

  static void infoFields(Info info, Site site, Problems problems) {
    info.language()
        .ifPresent(value -> ValueRules.language(value, site.child("language"), problems));
    ValueRules.text(info.event(), site.child("event"), problems);
    text(info.audience(), site.child("audience"), problems);
    text(info.senderName(), site.child("senderName"), problems);
    text(info.headline(), site.child("headline"), problems);
    text(info.description(), site.child("description"), problems);
    text(info.instruction(), site.child("instruction"), problems);
    text(info.contact(), site.child("contact"), problems);
    info.headline()
        .ifPresent(value -> ValueRules.headline(value, site.child("headline"), problems));
    info.web()
        .ifPresent(value -> ValueRules.absoluteUri(Rule.WEB, value, site.child("web"), problems));
    window(info, site, problems);
  }

  static void resource(Resource resource, Site site, Problems problems) {
    required(resource.resourceDesc(), "resourceDesc", site, problems);
    required(resource.mimeType(), "mimeType", site, problems);
    if (resource.size().isPresent() && resource.size().get() < 0) {
      problems.add(
          Rule.SIZE, site.child("size"), resource.size().get().toString(), "The size is negative.");
    }
    resourceFields(resource, site, problems);
  }

  static void resourceFields(Resource resource, Site site, Problems problems) {
    ValueRules.text(resource.resourceDesc(), site.child("resourceDesc"), problems);
    ValueRules.mimeType(resource.mimeType(), site.child("mimeType"), problems);
    if (resource.derefUri().isEmpty()) {
      resource
          .uri()
          .ifPresent(uri -> ValueRules.absoluteUri(Rule.URI, uri, site.child("uri"), problems));
    }
    resource
        .derefUri()
        .ifPresent(value -> ValueRules.base64(value, site.child("derefUri"), problems));
    resource.digest().ifPresent(value -> ValueRules.digest(value, site.child("digest"), problems));
    ContentRules.check(resource, site, problems);
  }

  static void area(Area area, Site site, Problems problems) {
    required(area.areaDesc(), "areaDesc", site, problems);
    each(
        area.polygons(),
        site,
        "polygon",
        (polygon, at) -> PolygonRules.check(polygon, at, problems));
    each(area.circles(), site, "circle", (circle, at) -> Shapes.circle(circle, at, problems));
    each(area.geocodes(), site, "geocode", (pair, at) -> pair(pair, at, problems));
    areaFields(area, site, problems);
  }

  static void areaFields(Area area, Site site, Problems problems) {
    ValueRules.text(area.areaDesc(), site.child("areaDesc"), problems);
    if (area.polygons().isEmpty() && area.circles().isEmpty() && area.geocodes().isEmpty()) {
      problems.add(
          Rule.AREA_SHAPE, site, area.areaDesc(), "The area has no polygon, circle or geocode.");
    }
    boolean isAltitude = isHeight(area.altitude(), site.child("altitude"), problems);
    boolean isCeiling = isHeight(area.ceiling(), site.child("ceiling"), problems);
    if (area.ceiling().isEmpty() || !isAltitude || !isCeiling) {
      return;
    }
    String ceiling = area.ceiling().get().toPlainString();
    if (area.altitude().isEmpty()) {
      problems.add(
          Rule.CEILING, site.child("ceiling"), ceiling, "A ceiling stands without altitude.");
    } else if (area.ceiling().get().compareTo(area.altitude().get()) < 0) {
      problems.add(
          Rule.CEILING,
          site.child("ceiling"),
          ceiling,
          "The ceiling is below the altitude of " + area.altitude().get().toPlainString() + ".");
    }
  }

  /** Reports what makes no sense at a time: infos that have expired, messages from the future. */
  static void now(Alert alert, Instant now, Site site, Problems problems) {
    if (alert.sent().toInstant().isAfter(now.plus(CLOCKS_APART))) {
      problems.add(
          Rule.SENT_AHEAD,
          site.child("sent"),
          CapTime.format(alert.sent()),
          "The message was sent in the future; it is now " + second(now) + ".");
    }
    for (int i = 0; i < alert.infos().size(); i++) {
      Optional<OffsetDateTime> expires = alert.infos().get(i).expires();
      if (expires.isPresent() && !expires.get().toInstant().isAfter(now)) {
        problems.add(
            Rule.EXPIRED,
            site.child("info", i).child("expires"),
            CapTime.format(expires.get()),
            "The info has expired; it is now " + second(now) + ".");
      }
    }
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  static void pair(NamedValue pair, Site site, Problems problems) {
    if (pair.valueName().isEmpty() || pair.value().isEmpty()) {
      String missing = pair.valueName().isEmpty() ? "valueName" : "value";
      problems.add(Rule.VALUE_NAME, site, pair.toString(), "The pair has no " + missing + ".");
    }
    pairFields(pair, site, problems);
  }

  static void pairFields(NamedValue pair, Site site, Problems problems) {
    ValueRules.valueName(pair.valueName(), site.child("valueName"), problems);
    ValueRules.text(pair.valueName(), site.child("valueName"), problems);
    ValueRules.text(pair.value(), site.child("value"), problems);
  }

  /**
   * Reports elements of other namespaces, which the schema does not let in, signatures excepted.
   * Apart from the other rules because builders take such elements: an alert that was read with
   * them can be changed and passed on unchecked.
   */
  static void onlyCap(Alert alert, Site site, Problems problems) {
    extensions(alert.extensions(), site, problems);
    each(
        alert.infos(),
        site,
        "info",
        (info, at) -> {
          extensions(info.extensions(), at, problems);
          each(
              info.resources(),
              at,
              "resource",
              (resource, spot) -> extensions(resource.extensions(), spot, problems));
          each(
              info.areas(),
              at,
              "area",
              (area, spot) -> extensions(area.extensions(), spot, problems));
        });
  }

  private static void extensions(List<Extension> extensions, Site site, Problems problems) {
    for (Extension extension : extensions) {
      if (!extension.isSignature()) {
        problems.add(
            Rule.EXTENSION,
            site,
            extension.namespace(),
            extension.name() + " is not an element of CAP.");
      }
    }
  }

  private static void scope(Alert alert, Site site, Problems problems) {
    boolean restricted = alert.scope() == Scope.RESTRICTED;
    if (restricted && alert.restriction().isEmpty()) {
      problems.add(
          Rule.RESTRICTION, site.child("scope"), "Restricted", "The message has no restriction.");
    }
    if (!restricted && alert.restriction().isPresent()) {
      problems.add(
          Rule.RESTRICTION_UNUSED,
          site.child("restriction"),
          alert.restriction().get(),
          "The message is " + alert.scope().word() + " and has a restriction.");
    }
    if (alert.scope() == Scope.PRIVATE && alert.addresses().isEmpty()) {
      problems.add(Rule.ADDRESSES, site.child("scope"), "Private", "The message has no addresses.");
    }
  }

  private static void references(Alert alert, Site site, Problems problems) {
    if (alert.msgType() != MsgType.ALERT && alert.references().isEmpty()) {
      problems.add(
          Rule.REFERENCES,
          site.child("references"),
          alert.msgType().word(),
          "The msgType is " + alert.msgType().word() + " and no earlier message is named.");
    }
    if (alert.references().contains(alert.reference())) {
      problems.add(
          Rule.REFERENCE_SELF,
          site.child("references"),
          alert.reference().toString(),
          "The message names itself.");
    }
    for (Reference reference : alert.references()) {
      if (reference.sent().isPresent() && reference.sent().get().isAfter(alert.sent())) {
        problems.add(
            Rule.REFERENCE_LATER,
            site.child("references"),
            reference.toString(),
            "It names a message that was sent later, at "
                + CapTime.format(reference.sent().get())
                + ".");
      }
    }
  }

  private static void note(Alert alert, Site site, Problems problems) {
    if (alert.note().isPresent()) {
      return;
    }
    if (alert.status() == Status.EXERCISE) {
      problems.add(
          Rule.EXERCISE_NOTE, site.child("status"), "Exercise", "The exercise has no note.");
    }
    if (alert.msgType() == MsgType.ERROR) {
      problems.add(Rule.ERROR_NOTE, site.child("msgType"), "Error", "The Error has no note.");
    }
  }

  private static void expires(Alert alert, Info info, Site site, Problems problems) {
    if (info.expires().isEmpty() || info.expires().get().isAfter(alert.sent())) {
      return;
    }
    // A Cancel may end what has expired already, so there it is no more than unusual; and some
    // senders end an info at the moment of sending, which does no harm.
    boolean ends = alert.msgType() != MsgType.ALERT && alert.msgType() != MsgType.UPDATE;
    boolean atOnce = info.expires().get().isEqual(alert.sent());
    ProblemSeverity severity =
        ends ? ProblemSeverity.ADVICE : atOnce ? ProblemSeverity.WARNING : ProblemSeverity.ERROR;
    problems.add(
        Rule.EXPIRES,
        severity,
        site.child("expires"),
        CapTime.format(info.expires().get()),
        "The info expires "
            + (atOnce ? "at the moment" : "before")
            + " the message was sent, at "
            + CapTime.format(alert.sent())
            + ".");
  }

  private static void sense(Alert alert, Info info, Site site, Problems problems) {
    if (alert.scope() == Scope.PUBLIC && info.responseTypes().contains(ResponseType.ASSESS)) {
      problems.add(
          Rule.RESPONSE_ASSESS, site.child("responseType"), "Assess", "The warning is public.");
    }
    boolean warns = alert.msgType() == MsgType.ALERT || alert.msgType() == MsgType.UPDATE;
    if (warns && info.expires().isEmpty()) {
      problems.add(Rule.EXPIRES_MISSING, site, "", "The info does not say when it expires.");
    }
    if (warns && info.areas().isEmpty()) {
      problems.add(Rule.AREA_MISSING, site, "", "The info has no area.");
    }
  }

  private static void window(Info info, Site site, Problems problems) {
    if (info.expires().isEmpty()) {
      return;
    }
    OffsetDateTime expires = info.expires().get();
    if (info.effective().isPresent() && expires.isBefore(info.effective().get())) {
      problems.add(
          Rule.EXPIRES_WINDOW,
          site.child("expires"),
          CapTime.format(expires),
          "The info expires before it takes effect, at "
              + CapTime.format(info.effective().get())
              + ".");
    }
    if (info.onset().isPresent() && expires.isBefore(info.onset().get())) {
      problems.add(
          Rule.EXPIRES_ONSET,
          site.child("expires"),
          CapTime.format(expires),
          "The info expires before the onset, at " + CapTime.format(info.onset().get()) + ".");
    }
  }

  private static void reference(Reference reference, Site site, Problems problems) {
    ValueRules.name(Rule.REFERENCE_FORM, reference.sender(), site, problems);
    ValueRules.name(Rule.REFERENCE_FORM, reference.identifier(), site, problems);
    time(reference.sent(), site, problems);
    boolean whole =
        !reference.sender().isEmpty()
            && !reference.identifier().isEmpty()
            && reference.sent().isPresent();
    if (!whole) {
      problems.add(
          Rule.REFERENCE_FORM,
          site,
          reference.toString(),
          "The reference lacks one of its values.");
    }
  }

  private static void names(List<String> names, Site site, Problems problems) {
    for (String name : names) {
      ValueRules.text(name, site, problems);
      if (name.contains("\"")) {
        problems.add(Rule.QUOTES, site, name, "The name holds a double quote.");
      }
    }
  }

  private static void time(Optional<OffsetDateTime> time, Site site, Problems problems) {
    if (time.isEmpty()) {
      return;
    }
    String shown = time.get().toString();
    if (time.get().getYear() < 1 || time.get().getYear() > 9999) {
      problems.add(Rule.TIME, site, shown, "The year does not have four digits.");
    }
    if (!CapTime.isZone(time.get().getOffset())) {
      problems.add(Rule.TIME, site, shown, "The zone is more than 14 hours from UTC.");
    }
  }

  private static boolean isHeight(Optional<BigDecimal> height, Site site, Problems problems) {
    if (height.isEmpty() || Numbers.isShort(height.get())) {
      return true;
    }
    // Its digits are not written out: of 1E+999999999 there would be a thousand million.
    problems.add(
        Rule.ALTITUDE,
        site,
        height.get().toString(),
        "The number has more than " + Numbers.DIGITS_MAX + " digits.");
    return false;
  }

  private static void required(String value, String name, Site site, Problems problems) {
    if (value.isEmpty()) {
      problems.add(Rule.REQUIRED, site, "", "The " + name + " is empty.");
    }
  }

  private static void text(Optional<String> value, Site site, Problems problems) {
    value.ifPresent(text -> ValueRules.text(text, site, problems));
  }

  private static <T> void each(List<T> items, Site site, String name, Visitor<T> visitor) {
    for (int i = 0; i < items.size(); i++) {
      visitor.visit(items.get(i), site.child(name, i));
    }
  }

  /**
   * What tells infos of one language apart. Hashing areas costs more than comparing them, unless
   * there are many infos.
   */
  private record Gist(
      String language,
      String event,
      Urgency urgency,
      Severity severity,
      Certainty certainty,
      int areasHash,
      List<Area> areas) {
    @Override
    public int hashCode() {
      return 31 * (31 * event.hashCode() + language.hashCode()) + areasHash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Gist gist
          && language.equals(gist.language)
          && event.equals(gist.event)
          && urgency == gist.urgency
          && severity == gist.severity
          && certainty == gist.certainty
          && areas.equals(gist.areas);
    }
  }

  private interface Visitor<T> {
    void visit(T item, Site site);
  }
}
