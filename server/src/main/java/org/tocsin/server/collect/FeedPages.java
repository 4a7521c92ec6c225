// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/** The page of the feeds: add, ask now, remove, and how each does. */
@Controller
@RequestMapping("/desk/feeds")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
class FeedPages {

  private final Feeds feeds;
  private final Page page;

  FeedPages(Feeds feeds, Page page) {
    this.feeds = feeds;
    this.page = page;
  }

  @GetMapping
  ResponseEntity<String> list() {
    return shown(200, FeedForm.BLANK, null);
  }

  private ResponseEntity<String> shown(int status, FeedForm form, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("feeds", feeds.list());
    parameters.put("form", form);
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return page.of(status, "collect/feeds.jte", "Feeds", "inbox", parameters);
  }

  @PostMapping
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.ADMIN})
  ResponseEntity<String> add(
      @RequestParam(defaultValue = "") String url,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "5") String minutes,
      @RequestParam(defaultValue = "") String silentHours,
      @RequestParam(defaultValue = "F") String reliability,
      @RequestParam(defaultValue = "TLP:AMBER") String marking) {
    FeedForm filled = new FeedForm(url, name, minutes, silentHours, reliability, marking);
    try {
      feeds.add(filled.draft());
      return CollectPages.see("/desk/feeds");
    } catch (Problem refused) {
      return shown(refused.type().status(), filled, filled.asTyped(refused));
    }
  }

  @PostMapping("/{id}/poll")
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.ADMIN})
  ResponseEntity<String> poll(@PathVariable String id) {
    feeds.poll(new FeedId(id));
    return CollectPages.see("/desk/feeds");
  }

  @PostMapping("/{id}/remove")
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.ADMIN})
  ResponseEntity<String> remove(@PathVariable String id) {
    feeds.remove(new FeedId(id));
    return CollectPages.see("/desk/feeds");
  }
}
