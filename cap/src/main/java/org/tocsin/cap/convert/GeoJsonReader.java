// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapException;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.CapVersion;

/**
 * Reads GeoJSON by writing what it says as CAP and reading that strictly, so that it is held to the
 * same rules, with the same words about each breach, as any other message.
 */
final class GeoJsonReader {
  private static final int BYTES_MAX = 32 << 20;
  private static final int FAULTS_MAX = 100;

  private static final List<String> OF_ALERT =
      List.of(
          "identifier",
          "sender",
          "sent",
          "status",
          "msgType",
          "source",
          "scope",
          "restriction",
          "addresses",
          "code",
          "note",
          "references",
          "incidents");
  private static final List<String> OF_INFO =
      List.of(
          "language",
          "category",
          "event",
          "responseType",
          "urgency",
          "severity",
          "certainty",
          "audience",
          "eventCode",
          "effective",
          "onset",
          "expires",
          "senderName",
          "headline",
          "description",
          "instruction",
          "web",
          "contact",
          "parameter",
          "resource");
  private static final List<String> OF_AREA = List.of("areaDesc");
  private static final List<String> AFTER_SHAPES = List.of("geocode", "altitude", "ceiling");
  private static final List<String> NAMES = List.of("addresses", "incidents");
  private static final List<String> TIMES = List.of("sent", "effective", "onset", "expires");

  private final List<String> faults = new ArrayList<>();

  /** A message in the making: its own properties and those of its infos by place. */
  private record Draft(
      String where, Map<String, Object> properties, TreeMap<Integer, InfoDraft> infos) {}

  private record InfoDraft(Map<String, Object> properties, TreeMap<Integer, AreaDraft> areas) {}

  private record AreaDraft(
      Map<String, Object> properties, List<String> polygons, List<String> circles) {}

  List<Alert> read(byte[] input) {
    if (input.length > BYTES_MAX) {
      throw new GeoJsonException(
          List.of("the file has " + input.length + " bytes; at most " + BYTES_MAX + " are read"));
    }
    Map<String, Draft> drafts = new LinkedHashMap<>();
    List<Object> features = features(JsonTree.parse(input));
    for (int i = 0; i < features.size(); i++) {
      feature(features.get(i), "feature " + i, drafts);
    }
    List<Alert> alerts = new ArrayList<>();
    drafts.values().forEach(draft -> alert(draft).ifPresent(alerts::add));
    if (!faults.isEmpty()) {
      throw new GeoJsonException(faults);
    }
    return alerts;
  }

  private List<Object> features(Object root) {
    if (root instanceof Map<?, ?> map) {
      if ("Feature".equals(map.get("type"))) {
        return List.of(root);
      }
      if ("FeatureCollection".equals(map.get("type"))
          && map.get("features") instanceof List<?> list
          && !list.isEmpty()) {
        return List.copyOf(list);
      }
    }
    throw new GeoJsonException(
        List.of("the file is no FeatureCollection with features; see RFC 7946 section 3.3"));
  }

  private void feature(Object value, String where, Map<String, Draft> drafts) {
    if (!(value instanceof Map<?, ?> feature)
        || !(feature.get("properties") instanceof Map<?, ?> found)) {
      fault(where + " has no properties; it must have those of CAP, such as identifier");
      return;
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    found.forEach((name, each) -> properties.put(name.toString(), each));
    String key =
        properties.get("sender")
            + ","
            + properties.get("identifier")
            + ","
            + properties.get("sent");
    Map<String, Object> own = only(properties, OF_ALERT);
    Draft draft = drafts.computeIfAbsent(key, _ -> new Draft(where, own, new TreeMap<>()));
    agree(draft.properties(), own, where);
    Map<String, Object> ofInfo = only(properties, OF_INFO);
    if (ofInfo.isEmpty()) {
      return;
    }
    InfoDraft info =
        draft
            .infos()
            .computeIfAbsent(
                place(properties, "info", 0, where), _ -> new InfoDraft(ofInfo, new TreeMap<>()));
    agree(info.properties(), ofInfo, where);
    if (properties.containsKey("areaDesc")) {
      area(value(feature, "geometry"), properties, info, where);
    } else if (feature.get("geometry") instanceof Map) {
      fault(where + " has a geometry and no areaDesc; say in words where it is");
    }
  }

  private void area(Object geometry, Map<String, Object> properties, InfoDraft info, String where) {
    Map<String, Object> own = only(properties, OF_AREA);
    own.putAll(only(properties, AFTER_SHAPES));
    int next = info.areas().isEmpty() ? 0 : info.areas().lastKey() + 1;
    AreaDraft area =
        info.areas()
            .computeIfAbsent(
                place(properties, "area", next, where),
                _ -> new AreaDraft(own, new ArrayList<>(), new ArrayList<>()));
    agree(area.properties(), own, where);
    if (properties.get("circle") instanceof String circle) {
      area.circles().add(circle);
    } else if (geometry instanceof Map<?, ?> shape) {
      shape(shape, properties, area, where);
    }
  }

  private void shape(
      Map<?, ?> shape, Map<String, Object> properties, AreaDraft area, String where) {
    Object coordinates = value(shape, "coordinates");
    switch (String.valueOf(shape.get("type"))) {
      case "Point" -> {
        if (properties.get("radiusKm") instanceof BigDecimal radius) {
          position(coordinates, where)
              .ifPresent(centre -> area.circles().add(centre + " " + radius.toPlainString()));
        } else {
          fault(where + " is a Point without radiusKm; give the radius in kilometres, 0 for none");
        }
      }
      case "Polygon" -> polygon(coordinates, area, where);
      case "MultiPolygon" -> list(coordinates, where).forEach(each -> polygon(each, area, where));
      case String other -> fault(where + " is a " + other + "; CAP has polygons and circles only");
    }
  }

  private void polygon(Object coordinates, AreaDraft area, String where) {
    List<?> rings = list(coordinates, where);
    if (rings.size() != 1) {
      fault(
          where
              + " has a polygon of "
              + rings.size()
              + " rings; CAP has no holes, so give one ring");
      return;
    }
    area.polygons()
        .add(
            list(rings.getFirst(), where).stream()
                .flatMap(each -> position(each, where).stream())
                .collect(Collectors.joining(" ")));
  }

  /** A position as CAP writes it, latitude first. */
  private Optional<String> position(Object value, String where) {
    if (value instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof BigDecimal longitude
        && pair.get(1) instanceof BigDecimal latitude
        && longitude.abs().compareTo(BigDecimal.valueOf(1000)) < 0
        && latitude.abs().compareTo(BigDecimal.valueOf(1000)) < 0) {
      return Optional.of(latitude.toPlainString() + "," + longitude.toPlainString());
    }
    fault(where + " has the position " + value + "; it must be [longitude, latitude] in degrees");
    return Optional.empty();
  }

  /** A member of an object; as null when it is absent. */
  private static Object value(Map<?, ?> object, String name) {
    Object value = object.get(name);
    return value == null ? Optional.empty() : value;
  }

  private List<?> list(Object value, String where) {
    if (value instanceof List<?> list) {
      return list;
    }
    fault(where + " has coordinates that are no array");
    return List.of();
  }

  private int place(Map<String, Object> properties, String name, int otherwise, String where) {
    Object value = properties.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof BigDecimal number
        && number.signum() >= 0
        && number.compareTo(BigDecimal.valueOf(100_000)) < 0
        && number.stripTrailingZeros().scale() <= 0) {
      return number.intValue();
    }
    fault(where + " has " + name + " " + value + "; it must be a place from 0");
    return otherwise;
  }

  private void agree(Map<String, Object> first, Map<String, Object> again, String where) {
    if (!first.equals(again)) {
      fault(where + " says something else of the same alert, info or area than one before it");
    }
  }

  private static Map<String, Object> only(Map<String, Object> properties, List<String> names) {
    Map<String, Object> only = new LinkedHashMap<>();
    for (String name : names) {
      Object value = properties.get(name);
      if (value != null && !value.equals(Optional.empty())) {
        only.put(name, value);
      }
    }
    return only;
  }

  private Optional<Alert> alert(Draft draft) {
    StringBuilder xml = new StringBuilder("<alert xmlns=\"" + CapVersion.V1_2.namespace() + "\">");
    elements(draft.properties(), OF_ALERT, xml);
    for (InfoDraft info : draft.infos().values()) {
      xml.append("<info>");
      elements(info.properties(), OF_INFO, xml);
      for (AreaDraft area : info.areas().values()) {
        xml.append("<area>");
        elements(area.properties(), OF_AREA, xml);
        area.polygons().forEach(polygon -> element("polygon", polygon, xml));
        area.circles().forEach(circle -> element("circle", circle, xml));
        elements(area.properties(), AFTER_SHAPES, xml);
        xml.append("</area>");
      }
      xml.append("</info>");
    }
    xml.append("</alert>");
    try {
      return Optional.of(CapReader.readStrict(xml.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (CapException refused) {
      refused.problems().stream()
          .filter(problem -> problem.isError())
          .forEach(problem ->
              fault(
                  "the alert that begins at "
                      + draft.where()
                      + ": "
                      + problem.path()
                      + ": "
                      + problem.message()
                      + " "
                      + problem.remedy()));
      return Optional.empty();
    }
  }

  private void elements(Map<String, Object> properties, List<String> names, StringBuilder xml) {
    for (String name : names) {
      Object value = properties.get(name);
      if (value instanceof List<?> list && NAMES.contains(name)) {
        element(
            name, list.stream().map(GeoJsonReader::quoted).collect(Collectors.joining(" ")), xml);
      } else if (value instanceof List<?> list) {
        list.forEach(each -> element(name, each, xml));
      } else if (value != null) {
        element(name, value, xml);
      }
    }
  }

  private void element(String name, Object value, StringBuilder xml) {
    xml.append('<').append(name).append('>');
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((inner, each) -> element(name(inner.toString(), name), each, xml));
      case List<?> _ -> fault("the property " + name + " holds an array in an array");
      case BigDecimal number -> xml.append(number.toPlainString());
      default -> xml.append(escaped(time(name, value.toString())));
    }
    xml.append("</").append(name).append('>');
  }

  private static String time(String name, String value) {
    return TIMES.contains(name) && value.endsWith("Z")
        ? value.substring(0, value.length() - 1) + "-00:00"
        : value;
  }

  /** The name of an element; what is none would change the document around it. */
  private String name(String name, String within) {
    if (name.length() < 32 && name.chars().allMatch(c -> c < 128 && Character.isLetter(c))) {
      return name;
    }
    fault("the property " + within + " holds the name " + name + "; CAP has no such element");
    return "value";
  }

  private static String quoted(Object name) {
    String text = name.toString();
    return text.chars().anyMatch(Character::isWhitespace) ? '"' + text + '"' : text;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r", "&#xD;");
  }

  private void fault(String fault) {
    if (faults.size() < FAULTS_MAX) {
      faults.add(fault);
    }
  }
}
