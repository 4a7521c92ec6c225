// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tocsin.cap.Area;
import org.tocsin.server.collect.others.AlertShapes;
import org.tocsin.server.collect.others.OtherAlert;
import org.tocsin.server.collect.others.OtherGroup;
import tools.jackson.databind.json.JsonMapper;

/** The areas of alerts as the pages' maps draw them: ours and those of others, told apart. */
@Component
class AlertMap {

  private static final String OURS = "danger";
  private static final String THEIRS = "theirs";

  private final JsonMapper json;

  AlertMap(JsonMapper json) {
    this.json = json;
  }

  String of(PublicAlert alert) {
    return of(alert.texts().getFirst().areas());
  }

  String of(List<Area> areas) {
    AlertShapes shapes = AlertShapes.ofOne();
    areas.forEach(area -> shapes.add(List.of(area), area.areaDesc(), OURS));
    return json.writeValueAsString(shapes.data());
  }

  String of(OtherAlert alert, String language) {
    return json.writeValueAsString(
        AlertShapes.ofOne().add(alert.areas(), alert.where(language), THEIRS).data());
  }

  /** Everything that is in force; ours first, so that they are never the ones left out. */
  String of(List<PublicAlert> ours, List<OtherGroup> theirs) {
    AlertShapes shapes = AlertShapes.ofMany();
    ours.forEach(each -> {
      var text = each.texts().getFirst();
      shapes.add(text.areas(), text.headline().orElse(text.event()), OURS);
    });
    theirs.stream()
        .flatMap(OtherGroup::all)
        .forEach(each -> shapes.add(each.areas(), each.who() + ": " + each.title(""), THEIRS));
    return json.writeValueAsString(shapes.data());
  }
}
