// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.desk;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.tocsin.server.access.Requires;
import org.tocsin.server.kernel.web.DeskTile;
import org.tocsin.server.kernel.web.Page;

/** The desk's first page: what waits, one figure a stage. */
@Controller
@Requires
class StartPage {

  private final List<DeskTile.Source> sources;
  private final Page page;

  StartPage(ObjectProvider<DeskTile.Source> sources, Page page) {
    this.sources =
        sources.stream().sorted(Comparator.comparingInt(DeskTile.Source::order)).toList();
    this.page = page;
  }

  @GetMapping("/desk")
  ResponseEntity<String> start() {
    List<DeskTile> tiles = sources.stream().map(DeskTile.Source::tile).toList();
    return page.of("desk/start.jte", "Desk", "", Map.of("tiles", tiles));
  }
}
