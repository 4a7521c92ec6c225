// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.Place;
import org.tocsin.audience.Shape;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.audience.When;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.web.Page;
import tools.jackson.databind.json.JsonMapper;

/** The pages of the watchers: list, one watcher, import, erasure. */
@Controller
@RequestMapping("/desk/watchers")
@Requires({Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
class WatcherPages {

  private static final int ROWS = 50;
  private static final int IMPORTS = 20;

  /** The channel by which devices are reached that watchers add themselves. */
  private static final String PUSH = "push";

  private final Watchers watchers;
  private final Refusing refusing;
  private final Devices devices;
  private final Clearances clearances;
  private final CurrentOfficer current;
  private final Page page;
  private final JsonMapper json;

  WatcherPages(
      Watchers watchers,
      Refusing refusing,
      Devices devices,
      Clearances clearances,
      CurrentOfficer current,
      Page page,
      JsonMapper json) {
    this.watchers = watchers;
    this.refusing = refusing;
    this.devices = devices;
    this.clearances = clearances;
    this.current = current;
    this.page = page;
    this.json = json;
  }

  @GetMapping
  ResponseEntity<String> list(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "false") boolean unreachable) {
    return page.of(
        "watch/watchers.jte",
        "Watchers",
        "watchers",
        parameters(after, id, kind, unreachable, Map.of()));
  }

  private Map<String, Object> parameters(
      long after, String id, String kind, boolean unreachable, Map<String, Object> more) {
    List<WatcherLine> rows = watchers.list(after, ROWS, id, kind, unreachable);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("imports", watchers.importsToMend(IMPORTS));
    parameters.put("keptFor", words(watchers.refusedLinesKeptFor()));
    parameters.put("summary", watchers.summary());
    parameters.put("rows", rows);
    parameters.put("id", id);
    parameters.put("kind", kind);
    parameters.put("unreachable", unreachable);
    parameters.put("next", rows.size() == ROWS ? rows.getLast().id() : 0L);
    parameters.putAll(more);
    return parameters;
  }

  @PostMapping("/import")
  @Requires({Role.OFFICER, Role.ADMIN})
  ResponseEntity<String> importFile(@RequestParam("file") MultipartFile file) throws IOException {
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    ImportResult result =
        watchers.importFile(
            file.getInputStream(),
            WatcherFiles.formatOf(java.nio.file.Path.of(name.replaceAll("[^A-Za-z0-9._-]", "_"))),
            current.get().id());
    return page.of(
        result.watchers() == 0 ? 422 : 200,
        "watch/watchers.jte",
        "Watchers",
        "watchers",
        parameters(0, "", "", false, Map.of("result", result)));
  }

  @GetMapping("/imports/{id}/rejects")
  @Requires({Role.OFFICER, Role.ADMIN})
  void rejects(@PathVariable long id, HttpServletResponse response) throws IOException {
    WatcherApi.send(watchers.keptLines(id, current.get().id()), response);
  }

  @PostMapping("/imports/{id}/forget")
  @Requires({Role.OFFICER, Role.ADMIN})
  ResponseEntity<Void> forget(@PathVariable long id) {
    watchers.forgetKeptLines(id, current.get().id());
    return toList();
  }

  private static ResponseEntity<Void> toList() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/watchers")
        .build();
  }

  @GetMapping("/{id}")
  ResponseEntity<String> one(@PathVariable long id) {
    WatcherCard card = watchers.card(new WatcherId(id)).orElseThrow(() -> WatcherApi.missing(id));
    return page.of(
        "watch/watcher.jte",
        "Watcher " + id,
        "watchers",
        Map.of(
            "card",
            card,
            "places",
            card.places().stream().map(WatcherPages::words).toList(),
            "clearance",
            clearances.of(card.id()).label(),
            "given",
            clearances.given(card.id()).isPresent(),
            "devices",
            devices.count(card.id(), PUSH),
            "refusals",
            refusing.refusals(card.id()),
            "shapes",
            json.writeValueAsString(drawn(card.places()))));
  }

  @PostMapping("/{id}/clearance")
  @Requires({Role.APPROVER, Role.ADMIN})
  ResponseEntity<Void> clear(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String clearance,
      @RequestParam(defaultValue = "") String reason) {
    clearances.set(new WatcherId(id), clearance, reason);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/watchers/" + id)
        .build();
  }

  @PostMapping("/{id}/allow")
  @Requires({Role.ADMIN, Role.OFFICER})
  ResponseEntity<Void> allow(@PathVariable long id, @RequestParam String channel) {
    refusing.allowAgain(new WatcherId(id), channel, current.get().id());
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/watchers/" + id)
        .build();
  }

  /** Takes away what was added by somebody who had an answer link, and perhaps should not have. */
  @PostMapping("/{id}/devices/stop")
  @Requires({Role.ADMIN, Role.OFFICER})
  ResponseEntity<Void> stopDevices(@PathVariable long id) {
    devices.forget(new WatcherId(id), PUSH, _ -> true);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/watchers/" + id)
        .build();
  }

  @PostMapping("/{id}/erase")
  @Requires({Role.ADMIN, Role.OFFICER})
  ResponseEntity<Void> erase(@PathVariable long id) {
    watchers.erase(new WatcherId(id), current.get().id());
    return toList();
  }

  private static String words(Duration kept) {
    return kept.toHours() % 24 == 0 && kept.toMinutes() % 60 == 0
        ? kept.toDays() + (kept.toDays() == 1 ? " day" : " days")
        : "%d h %d min".formatted(kept.toHours(), kept.toMinutesPart());
  }

  /** A place in words: the ground, then the time. */
  static String words(Place place) {
    String ground =
        switch (place.shape()) {
          case Shape.PointRadius circle ->
              "%s, %,.0f m around".formatted(position(circle.centre()), circle.radiusMetres());
          case Shape.Polygons polygons ->
              "polygon of %d corners".formatted(polygons.polygons().getFirst().outer().size() - 1);
          case Shape.Corridor corridor ->
              "route of %d points, %,.0f m wide"
                  .formatted(corridor.points().size(), corridor.widthMetres());
          case Shape.World _ -> "the whole world";
        };
    return ground + " · " + words(place.when());
  }

  private static String words(When when) {
    return switch (when) {
      case When.Always _ -> "always";
      case When.Interval interval -> interval.from() + " to " + interval.until();
      case When.WeeklyHours weekly ->
          "%d weekly hours, %s".formatted(weekly.hours().size(), weekly.zone().getId());
      case When.WeeklyWithin season -> words(season.hours()) + ", " + words(season.interval());
    };
  }

  private static String position(Coordinates at) {
    return "%.4f, %.4f".formatted(at.latitude(), at.longitude());
  }

  /** The places as the shell's maps draw them. */
  private static Map<String, Object> drawn(List<Place> places) {
    List<Map<String, Object>> points = new ArrayList<>();
    List<Map<String, Object>> polygons = new ArrayList<>();
    for (Place place : places) {
      switch (place.shape()) {
        case Shape.PointRadius circle -> points.add(point(circle.centre(), circle.radiusMetres()));
        case Shape.Polygons several ->
            several.polygons().forEach(each -> polygons.add(Map.of("ring", pairs(each.outer()))));
        case Shape.Corridor corridor ->
            corridor.points().forEach(each -> points.add(point(each, corridor.widthMetres() / 2)));
        case Shape.World _ -> {
          // Nothing to draw: the words beside the map say it.
        }
      }
    }
    return Map.of("points", points, "polygons", polygons);
  }

  private static Map<String, Object> point(Coordinates at, double radiusMetres) {
    return Map.of("lat", at.latitude(), "lon", at.longitude(), "radiusMetres", radiusMetres);
  }

  private static List<List<Double>> pairs(List<Coordinates> points) {
    List<List<Double>> pairs = new ArrayList<>(points.size());
    points.forEach(point -> pairs.add(pair(point)));
    return pairs;
  }

  private static List<Double> pair(Coordinates at) {
    return List.of(at.latitude(), at.longitude());
  }
}
