// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Info;
import org.tocsin.cap.NamedValue;
import org.tocsin.cap.Polygon;
import org.tocsin.cap.Reference;
import org.tocsin.cap.Resource;

/**
 * Alerts as GeoJSON (RFC 7946), and back. Safe for several threads.
 *
 * <p>Each area of each info gives one feature with its polygons and one for each of its circles; an
 * area without either, an info without areas and an alert without infos give one without geometry.
 * Every feature carries all elements of its alert, info and area as properties named as CAP names
 * them, with {@code info} and {@code area} as places from 0, so that a map needs nothing else and
 * the alerts can be read back. Elements that CAP does not define are not written.
 *
 * <p>Positions are longitude, latitude; rings go counterclockwise; what crosses the antimeridian is
 * cut there. A circle has its CAP text in {@code circle}; of its geometry see {@link CircleForm}.
 */
public final class GeoJson {
  /** The media type of the result. */
  public static final String MEDIA_TYPE = "application/geo+json";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  /** Beyond this the corners of a circle say little on a flat map. */
  private static final double POLYGON_RADIUS_KM_MAX = 9_000;

  private GeoJson() {}

  /** How a circle is drawn. GeoJSON has no circles. */
  public sealed interface CircleForm {
    /**
     * As a polygon that contains it.
     *
     * @param errorMetres how far a corner may lie outside, more than zero; at most 720 corners are
     *     made, which holds it for radii up to a hundred thousand times the error
     */
    record AsPolygon(double errorMetres) implements CircleForm {
      public AsPolygon {
        if (!(errorMetres > 0 && errorMetres < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "errorMetres is " + errorMetres + "; it must be a positive number");
        }
      }
    }

    /** As its centre; the property {@code radiusKm} has the radius. */
    record AsPoint() implements CircleForm {}
  }

  /** Writes alerts as a feature collection with circles as polygons within 100 metres. */
  public static byte[] write(List<Alert> alerts) {
    return write(alerts, new CircleForm.AsPolygon(100));
  }

  /**
   * Writes alerts as a feature collection in UTF-8.
   *
   * @param circles how circles are drawn; those without radius, or wider than 9,000 km, are points
   *     in either form
   */
  public static byte[] write(List<Alert> alerts, CircleForm circles) {
    requireNonNull(circles, "circles");
    List<Object> features = new ArrayList<>();
    alerts.forEach(alert -> features(alert, circles, features));
    Map<String, Object> collection = new LinkedHashMap<>();
    collection.put("type", "FeatureCollection");
    collection.put("features", features);
    return JsonText.of(collection).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the alerts of a feature collection such as this class writes. The properties must hold
   * what CAP requires; features with the same identifier, sender and sent are one alert.
   *
   * @throws GeoJsonException when the input is not GeoJSON, has shapes that CAP has not (holes,
   *     lines), contradicts itself or gives alerts that break the rules of CAP; it names every
   *     fault found
   */
  public static List<Alert> read(byte[] input) {
    return new GeoJsonReader().read(input);
  }

  private static void features(Alert alert, CircleForm form, List<Object> features) {
    Map<String, Object> ofAlert = properties(alert);
    if (alert.infos().isEmpty()) {
      features.add(feature(ofAlert, Optional.empty()));
    }
    for (int i = 0; i < alert.infos().size(); i++) {
      Info info = alert.infos().get(i);
      Map<String, Object> ofInfo = new LinkedHashMap<>(ofAlert);
      ofInfo.put("info", i);
      properties(info, ofInfo);
      if (info.areas().isEmpty()) {
        features.add(feature(ofInfo, Optional.empty()));
      }
      for (int j = 0; j < info.areas().size(); j++) {
        Map<String, Object> ofArea = new LinkedHashMap<>(ofInfo);
        ofArea.put("area", j);
        properties(info.areas().get(j), ofArea);
        features(info.areas().get(j), ofArea, form, features);
      }
    }
  }

  private static void features(
      Area area, Map<String, Object> properties, CircleForm form, List<Object> features) {
    if (!area.polygons().isEmpty() || area.circles().isEmpty()) {
      features.add(feature(properties, polygons(area.polygons())));
    }
    for (Circle circle : area.circles()) {
      Map<String, Object> ofCircle = new LinkedHashMap<>(properties);
      ofCircle.put("circle", circle.toString());
      ofCircle.put("radiusKm", circle.radiusKm());
      features.add(feature(ofCircle, Optional.of(geometry(circle, form))));
    }
  }

  private static Map<String, Object> feature(
      Map<String, Object> properties, Optional<Object> geometry) {
    Map<String, Object> feature = new LinkedHashMap<>();
    feature.put("type", "Feature");
    feature.put("geometry", geometry.orElse(Optional.empty()));
    feature.put("properties", properties);
    return feature;
  }

  private static Optional<Object> polygons(List<Polygon> polygons) {
    List<List<List<Double>>> rings = new ArrayList<>();
    polygons.stream()
        .filter(polygon -> polygon.points().size() > 2)
        .forEach(polygon -> rings.addAll(GeoRings.of(polygon)));
    return rings.isEmpty() ? Optional.empty() : Optional.of(geometry(rings));
  }

  private static Object geometry(Circle circle, CircleForm form) {
    boolean drawn = circle.radiusKm() > 0 && circle.radiusKm() <= POLYGON_RADIUS_KM_MAX;
    if (drawn && form instanceof CircleForm.AsPolygon(double errorMetres)) {
      return geometry(GeoRings.of(circle, errorMetres));
    }
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("type", "Point");
    point.put("coordinates", List.of(circle.centre().longitude(), circle.centre().latitude()));
    return point;
  }

  private static Object geometry(List<List<List<Double>>> rings) {
    Map<String, Object> geometry = new LinkedHashMap<>();
    boolean one = rings.size() == 1;
    geometry.put("type", one ? "Polygon" : "MultiPolygon");
    geometry.put("coordinates", one ? rings : rings.stream().map(List::of).toList());
    return geometry;
  }

  private static Map<String, Object> properties(Alert alert) {
    Map<String, Object> put = new LinkedHashMap<>();
    put.put("identifier", alert.identifier());
    put.put("sender", alert.sender());
    put.put("sent", time(alert.sent()));
    put.put("status", alert.status().word());
    put.put("msgType", alert.msgType().word());
    alert.source().ifPresent(value -> put.put("source", value));
    put.put("scope", alert.scope().word());
    alert.restriction().ifPresent(value -> put.put("restriction", value));
    list("addresses", alert.addresses(), put);
    list("code", alert.codes(), put);
    alert.note().ifPresent(value -> put.put("note", value));
    if (!alert.references().isEmpty()) {
      put.put(
          "references",
          alert.references().stream().map(Reference::toString).collect(Collectors.joining(" ")));
    }
    list("incidents", alert.incidents(), put);
    return put;
  }

  private static void properties(Info info, Map<String, Object> put) {
    info.language().ifPresent(value -> put.put("language", value));
    list("category", info.categories().stream().map(each -> each.word()).toList(), put);
    put.put("event", info.event());
    list("responseType", info.responseTypes().stream().map(each -> each.word()).toList(), put);
    put.put("urgency", info.urgency().word());
    put.put("severity", info.severity().word());
    put.put("certainty", info.certainty().word());
    info.audience().ifPresent(value -> put.put("audience", value));
    pairs("eventCode", info.eventCodes(), put);
    info.effective().ifPresent(value -> put.put("effective", time(value)));
    info.onset().ifPresent(value -> put.put("onset", time(value)));
    info.expires().ifPresent(value -> put.put("expires", time(value)));
    info.senderName().ifPresent(value -> put.put("senderName", value));
    info.headline().ifPresent(value -> put.put("headline", value));
    info.description().ifPresent(value -> put.put("description", value));
    info.instruction().ifPresent(value -> put.put("instruction", value));
    info.web().ifPresent(value -> put.put("web", value));
    info.contact().ifPresent(value -> put.put("contact", value));
    pairs("parameter", info.parameters(), put);
    list("resource", info.resources().stream().map(GeoJson::resource).toList(), put);
  }

  private static Map<String, Object> resource(Resource resource) {
    Map<String, Object> put = new LinkedHashMap<>();
    put.put("resourceDesc", resource.resourceDesc());
    put.put("mimeType", resource.mimeType());
    resource.size().ifPresent(value -> put.put("size", value));
    resource.uri().ifPresent(value -> put.put("uri", value));
    resource.derefUri().ifPresent(value -> put.put("derefUri", value));
    resource.digest().ifPresent(value -> put.put("digest", value));
    return put;
  }

  private static void properties(Area area, Map<String, Object> put) {
    put.put("areaDesc", area.areaDesc());
    pairs("geocode", area.geocodes(), put);
    area.altitude().ifPresent(value -> put.put("altitude", value));
    area.ceiling().ifPresent(value -> put.put("ceiling", value));
  }

  private static void pairs(String name, List<NamedValue> pairs, Map<String, Object> put) {
    List<Object> objects = new ArrayList<>();
    for (NamedValue pair : pairs) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("valueName", pair.valueName());
      object.put("value", pair.value());
      objects.add(object);
    }
    list(name, objects, put);
  }

  private static void list(String name, List<?> values, Map<String, Object> put) {
    if (!values.isEmpty()) {
      put.put(name, values);
    }
  }

  /** RFC 3339, where UTC is written +00:00. */
  private static String time(OffsetDateTime time) {
    return TIME.format(time);
  }
}
