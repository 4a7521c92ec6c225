// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.desk;

import gg.jte.Content;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.tocsin.server.access.Requires;
import org.tocsin.server.kernel.web.PageFrames;
import org.tocsin.server.kernel.web.Templates;

/** A page that only tests have: a part that listens and two maps, in the real shell. */
@Controller
@Requires
class ProbePage {

  private final Templates templates;
  private final PageFrames frames;
  private final AtomicInteger asked = new AtomicInteger();

  ProbePage(Templates templates, PageFrames frames) {
    this.templates = templates;
    this.frames = frames;
  }

  @GetMapping("/desk/probe")
  ResponseEntity<String> page() {
    asked.set(1);
    Content content =
        output ->
            output.writeContent(
                """
                <h1>Probe</h1>
                <div id="probe" data-listen="probe" hx-get="/desk/probe/part">asked 1 times</div>
                <div class="map" role="region" aria-label="Map of the danger" data-map='{"points":[
                {"lat":55.826,"lon":37.39,"radiusMetres":5000,"label":"Crocus <b>City</b>","kind":"danger"}],
                "polygons":[{"ring":[[55.6,37.1],[56.0,37.1],[56.0,37.9],[55.6,37.9]],"label":"Area"}]}'></div>
                <label for="area">Area</label> <input id="area" value="">
                <div class="map low" id="drawn" role="region" aria-label="Map to draw on" data-map="{}" data-draw="#area"></div>
                """);
    return html(
        templates.render(
            "shell/desk.jte", Map.of("frame", frames.frame("Probe", "cases"), "content", content)));
  }

  @GetMapping("/desk/probe/part")
  ResponseEntity<String> part() {
    return html("asked " + asked.incrementAndGet() + " times");
  }

  private static ResponseEntity<String> html(String body) {
    return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(body);
  }
}
