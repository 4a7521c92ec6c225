// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes CAP 1.2: elements in the order of the schema, times with a numeric zone ({@code -00:00}
 * for UTC), no empty elements, UTF-8. The same alert always gives the same bytes. Safe for several
 * threads.
 *
 * <p>What is read, written and read again is equal, extensions included. What the model does not
 * hold is not written, and none of it carries meaning in CAP: comments, processing instructions,
 * white space around values and between elements, prefixes, attributes of CAP's own elements,
 * fractions of seconds, how UTC was written, zeros at the end of coordinates, empty elements, and
 * where among CAP's elements and texts a foreign one stood (they are written after them). CAP 1.0
 * and 1.1 become 1.2. Signatures are left out: they cover the bytes that were received; keep those,
 * or sign anew.
 */
public final class CapWriter {
  private CapWriter() {}

  /**
   * Writes an alert as indented UTF-8.
   *
   * @throws CapException when the alert breaks a rule whose breach is an error, holds elements of
   *     other namespaces, or a polygon of it crosses itself or encloses nothing
   */
  public static byte[] write(Alert alert) {
    return write(alert, WriteForm.INDENTED);
  }

  /**
   * Writes an alert as UTF-8.
   *
   * @throws CapException as {@link #write(Alert)}
   */
  public static byte[] write(Alert alert, WriteForm form) {
    ModelRules.refuse(problems -> {
      ModelRules.alert(alert, Site.model("alert"), problems);
      ModelRules.onlyCap(alert, Site.model("alert"), problems);
    });
    return text(alert, form).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes an alert that was read tolerantly, whatever rules of CAP it breaks: for archives and for
   * passing on what others sent. The result is well-formed and reads back equal, but may not be
   * valid.
   *
   * @throws IllegalArgumentException when a text holds a character that XML cannot
   */
  public static byte[] writeUnchecked(Alert alert, WriteForm form) {
    String text = text(alert, form);
    text.codePoints()
        .filter(each -> !isXml(each))
        .findFirst()
        .ifPresent(each -> {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "the alert holds the character U+%04X, which XML cannot hold; remove it",
                  each));
        });
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes an alert as indented text whose XML declaration says UTF-8.
   *
   * @throws CapException as {@link #write(Alert)}
   */
  public static String writeString(Alert alert) {
    return new String(write(alert), StandardCharsets.UTF_8);
  }

  private static String text(Alert alert, WriteForm form) {
    XmlText xml = new XmlText(form);
    alert(alert, xml);
    return xml.toString();
  }

  /** XML 1.0 §2.2. */
  private static boolean isXml(int character) {
    return character >= 0x20
        ? character < 0xD800 || (character > 0xDFFF && character != 0xFFFE && character != 0xFFFF)
        : character == '\t' || character == '\n' || character == '\r';
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
        ExtensionText.write(extension, xml);
      }
    }
  }
}
