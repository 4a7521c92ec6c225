// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.collect.others.OtherAlert;
import org.tocsin.server.collect.others.OtherGroup;
import org.tocsin.server.collect.others.Others;
import org.tocsin.server.collect.others.Paging;

/** The public pages of what other authorities say: marked as theirs, never among our own. */
@Controller
class OtherPages {

  /** Groups on a page. */
  static final int ROWS = 50;

  private static final MediaType CAP = MediaType.parseMediaType("application/cap+xml");

  private final Others others;
  private final AlertMap maps;
  private final PublicShell shell;

  OtherPages(Others others, AlertMap maps, PublicShell shell) {
    this.others = others;
    this.maps = maps;
    this.shell = shell;
  }

  @GetMapping("/others")
  ResponseEntity<byte[]> list(@RequestParam(defaultValue = "1") int page) {
    Others.View view = others.open();
    List<OtherGroup> groups = Paging.of(view.groups(), page, ROWS);
    return shell.page(
        "publish/others.jte",
        "In force from other authorities",
        Map.of(
            "groups",
            groups,
            "left",
            view.left(),
            "total",
            view.groups().size(),
            "page",
            page,
            "pages",
            Paging.pages(view.groups().size(), ROWS),
            "map",
            maps.of(List.of(), groups)));
  }

  @GetMapping("/others/{id}")
  ResponseEntity<byte[]> alert(
      @PathVariable String id, @RequestParam(defaultValue = "") String lang) {
    OtherAlert alert = others.getOpen(id);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("alert", alert);
    parameters.put("lang", lang);
    parameters.put("group", others.open().groupOf(alert).orElse(null));
    parameters.put("map", maps.of(alert, lang));
    return shell.page("publish/other.jte", alert.title(lang), parameters);
  }

  /** As it was received, always as a download: it may bring a style sheet of its own. */
  @GetMapping("/others/{id}.xml")
  ResponseEntity<byte[]> cap(@PathVariable String id) {
    OtherAlert alert = others.getOpen(id);
    byte[] bytes = others.original(alert.heard().getFirst());
    return ResponseEntity.ok()
        .cacheControl(PublicShell.LONG)
        .eTag(PublicShell.tag(bytes))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(alert.id() + ".xml").build().toString())
        .contentType(CAP)
        .body(bytes);
  }
}
