// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.web.Page;
import tools.jackson.databind.json.JsonMapper;

/** The desk's pages of what other authorities say, with their marking. */
@Controller
@RequestMapping("/desk/alerts")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class OtherDeskPages {

  private static final int ROWS = 50;

  private final Others others;
  private final Page page;
  private final JsonMapper json;

  OtherDeskPages(Others others, Page page, JsonMapper json) {
    this.others = others;
    this.page = page;
    this.json = json;
  }

  @GetMapping
  ResponseEntity<String> list(@RequestParam(defaultValue = "1") int page) {
    Others.View view = others.everything();
    List<OtherGroup> groups = Paging.of(view.groups(), page, ROWS);
    AlertShapes shapes = AlertShapes.ofMany();
    groups.stream()
        .flatMap(OtherGroup::all)
        .forEach(each -> shapes.add(each.areas(), each.title(""), "theirs"));
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("view", view);
    parameters.put("groups", groups);
    parameters.put("page", page);
    parameters.put("pages", Paging.pages(view.groups().size(), ROWS));
    parameters.put("map", json.writeValueAsString(shapes.data()));
    return this.page.of("collect/others.jte", "In force elsewhere", "inbox", parameters);
  }

  @GetMapping("/{id}")
  ResponseEntity<String> alert(
      @PathVariable String id, @RequestParam(defaultValue = "") String lang) {
    OtherAlert alert = others.get(id);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("alert", alert);
    parameters.put("lang", lang);
    parameters.put("group", others.everything().groupOf(alert).orElse(null));
    parameters.put("ours", others.bearsOurName(alert));
    parameters.put(
        "map",
        json.writeValueAsString(
            AlertShapes.ofOne().add(alert.areas(), alert.where(lang), "theirs").data()));
    return page.of("collect/other.jte", alert.title(lang), "inbox", parameters);
  }
}
