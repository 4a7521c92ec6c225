// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.audience.Density;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.WarningId;

/** How fast deliveries go and how the map fills in, over HTTP, as of a second ago at most. */
@RestController
@RequestMapping("/api/v1/warnings/{id}/deliveries")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class FollowApi {

  private final Follower follower;

  FollowApi(Follower follower) {
    this.follower = follower;
  }

  /** The pace with the answers so far. */
  record PaceView(Pace pace, Map<String, Integer> answers, int silent) {}

  /** RFC 7946. */
  record FeatureCollection(String type, List<Feature> features) {}

  /** One cell. */
  record Feature(String type, Polygon geometry, Properties properties) {}

  /** Longitude before latitude, counter-clockwise: RFC 7946 §3.1.1, §3.1.6. */
  record Polygon(String type, List<List<List<Double>>> coordinates) {
    static Polygon of(Density.Cell cell) {
      return new Polygon(
          "Polygon",
          List.of(
              List.of(
                  List.of(cell.west(), cell.south()),
                  List.of(cell.east(), cell.south()),
                  List.of(cell.east(), cell.north()),
                  List.of(cell.west(), cell.north()),
                  List.of(cell.west(), cell.south()))));
    }
  }

  /** How many in it, told, and answered. */
  record Properties(int watchers, int told, int answered) {}

  @GetMapping("/pace")
  PaceView pace(@PathVariable String id) {
    Look look = follower.look(new WarningId(id));
    return new PaceView(look.pace(), look.answers(), look.silent());
  }

  @GetMapping(
      value = "/map",
      produces = {"application/geo+json", MediaType.APPLICATION_JSON_VALUE})
  FeatureCollection map(@PathVariable String id) {
    Filling filling = follower.lookAtMap(new WarningId(id)).filling();
    return new FeatureCollection(
        "FeatureCollection",
        filling == null
            ? List.of()
            : IntStream.range(0, filling.cells().size())
                .mapToObj(i -> feature(filling, i))
                .toList());
  }

  private static Feature feature(Filling filling, int i) {
    Density.Cell cell = filling.cells().get(i);
    return new Feature(
        "Feature",
        Polygon.of(cell),
        new Properties(cell.count(), filling.told()[i], filling.answered()[i]));
  }
}
