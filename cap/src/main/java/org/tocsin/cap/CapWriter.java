// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes CAP 1.2: elements in the order of the schema, times with a numeric zone ({@code -00:00}
 * for UTC), no empty elements, UTF-8. The same alert always gives the same bytes. Safe for several
 * threads.
 *
 * <p>Elements that CAP does not define are written after those it does. A signature is not: it
 * covers the bytes that were received and not those that are written.
 */
public final class CapWriter {
  private CapWriter() {}

  /**
   * Writes an alert as indented UTF-8.
   *
   * @throws CapException when the alert breaks a rule whose breach is an error, or when a polygon
   *     crosses itself or encloses nothing
   */
  public static byte[] write(Alert alert) {
    return writeString(alert).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes an alert as indented text whose XML declaration says UTF-8.
   *
   * @throws CapException as {@link #write}
   */
  public static String writeString(Alert alert) {
    ModelRules.refuse(problems -> ModelRules.alert(alert, Site.model("alert"), problems));
    XmlText xml = new XmlText();
    alert(alert, xml);
    return xml.toString();
  }

  private static void alert(Alert alert, XmlText xml) {
    xml.open("alert", "xmlns", CapVersion.V1_2.namespace())
        .element("identifier", alert.identifier())
        .element("sender", alert.sender())
        .element("sent", CapTime.format(alert.sent()))
        .element("status", alert.status().word())
        .element("msgType", alert.msgType().word())
        .element("source", alert.source())
        .element("scope", alert.scope().word())
        .element("restriction", alert.restriction())
        .element("addresses", names(alert.addresses()))
        .elements("code", alert.codes())
        .element("note", alert.note())
        .element(
            "references",
            alert.references().stream().map(Reference::toString).collect(Collectors.joining(" ")))
        .element("incidents", names(alert.incidents()));
    alert.infos().forEach(info -> info(info, xml));
    extensions(alert.extensions(), xml);
    xml.close("alert");
  }

  private static void info(Info info, XmlText xml) {
    xml.open("info")
        .element("language", info.language())
        .elements("category", info.categories().stream().map(Category::word).toList())
        .element("event", info.event())
        .elements("responseType", info.responseTypes().stream().map(ResponseType::word).toList())
        .element("urgency", info.urgency().word())
        .element("severity", info.severity().word())
        .element("certainty", info.certainty().word())
        .element("audience", info.audience());
    pairs("eventCode", info.eventCodes(), xml);
    xml.element("effective", info.effective().map(CapTime::format))
        .element("onset", info.onset().map(CapTime::format))
        .element("expires", info.expires().map(CapTime::format))
        .element("senderName", info.senderName())
        .element("headline", info.headline())
        .element("description", info.description())
        .element("instruction", info.instruction())
        .element("web", info.web())
        .element("contact", info.contact());
    pairs("parameter", info.parameters(), xml);
    info.resources().forEach(resource -> resource(resource, xml));
    info.areas().forEach(area -> area(area, xml));
    extensions(info.extensions(), xml);
    xml.close("info");
  }

  private static void resource(Resource resource, XmlText xml) {
    xml.open("resource")
        .element("resourceDesc", resource.resourceDesc())
        .element("mimeType", resource.mimeType())
        .element("size", resource.size().map(String::valueOf))
        .element("uri", resource.uri())
        .element("derefUri", resource.derefUri())
        .element("digest", resource.digest());
    extensions(resource.extensions(), xml);
    xml.close("resource");
  }

  private static void area(Area area, XmlText xml) {
    xml.open("area")
        .element("areaDesc", area.areaDesc())
        .elements("polygon", area.polygons().stream().map(Polygon::toString).toList())
        .elements("circle", area.circles().stream().map(Circle::toString).toList());
    pairs("geocode", area.geocodes(), xml);
    xml.element("altitude", area.altitude().map(java.math.BigDecimal::toPlainString))
        .element("ceiling", area.ceiling().map(java.math.BigDecimal::toPlainString));
    extensions(area.extensions(), xml);
    xml.close("area");
  }

  private static void pairs(String name, List<NamedValue> pairs, XmlText xml) {
    for (NamedValue pair : pairs) {
      xml.open(name)
          .element("valueName", pair.valueName())
          .element("value", pair.value())
          .close(name);
    }
  }

  /** Names joined by spaces, in double quotes where a name holds a space (CAP 1.2 §3.2.1). */
  private static String names(List<String> names) {
    return names.stream()
        .map(name -> name.chars().anyMatch(c -> c <= ' ') ? '"' + name + '"' : name)
        .collect(Collectors.joining(" "));
  }

  private static void extensions(List<Extension> extensions, XmlText xml) {
    for (Extension extension : extensions) {
      if (!extension.isSignature()) {
        extension(extension, xml);
      }
    }
  }

  private static void extension(Extension extension, XmlText xml) {
    String[] attributes = attributes(extension);
    if (extension.children().isEmpty()) {
      if (extension.text().isEmpty()) {
        xml.empty(extension.name(), attributes);
      } else {
        xml.element(extension.name(), extension.text(), attributes);
      }
      return;
    }
    xml.open(extension.name(), attributes);
    xml.text(extension.text());
    extension.children().forEach(child -> extension(child, xml));
    xml.close(extension.name());
  }

  private static String[] attributes(Extension extension) {
    List<String> attributes = new ArrayList<>(List.of("xmlns", extension.namespace()));
    int prefix = 0;
    for (Extension.Attribute attribute : extension.attributes()) {
      String name = attribute.name();
      if (attribute.namespace().equals("http://www.w3.org/XML/1998/namespace")) {
        name = "xml:" + name;
      } else if (!attribute.namespace().isEmpty()) {
        String declared = "a" + ++prefix;
        attributes.addAll(List.of("xmlns:" + declared, attribute.namespace()));
        name = declared + ":" + name;
      }
      attributes.addAll(List.of(name, attribute.value()));
    }
    return attributes.toArray(String[]::new);
  }
}
