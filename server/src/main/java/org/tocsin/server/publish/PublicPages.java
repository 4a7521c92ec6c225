// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.collect.others.OtherGroup;
import org.tocsin.server.collect.others.Others;
import org.tocsin.server.collect.others.Paging;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;

/**
 * The public side: what is in force, one page an alert, its CAP message, the feeds. The same for
 * everybody, signed in or not, so that caches may keep it; sets no cookie.
 */
@Controller
class PublicPages {

  private static final MediaType CAP = MediaType.parseMediaType("application/cap+xml");

  private final PublicBoard board;
  private final Others others;
  private final AlertMap maps;
  private final PublicShell shell;
  private final PublicFeeds feeds;
  private final String author;

  PublicPages(
      PublicBoard board,
      Others others,
      AlertMap maps,
      PublicShell shell,
      PublicFeeds feeds,
      @Value("${tocsin.sender.name:Tocsin desk}") String author) {
    this.board = board;
    this.others = others;
    this.maps = maps;
    this.shell = shell;
    this.feeds = feeds;
    this.author = author;
  }

  @GetMapping("/")
  ResponseEntity<byte[]> start() {
    List<PublicAlert> ours = board.inForce();
    List<OtherGroup> theirs = others.open().groups();
    List<OtherGroup> shown = Paging.of(theirs, 1, OtherPages.ROWS);
    return shell.page(
        "publish/start.jte",
        "In force",
        Map.of(
            "inForce",
            ours,
            "recent",
            board.recent(),
            "author",
            author,
            "others",
            shown,
            "more",
            theirs.size() - shown.size(),
            "map",
            maps.of(ours, shown)));
  }

  @GetMapping("/alerts")
  ResponseEntity<Void> alerts() {
    return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT).location(URI.create("/")).build();
  }

  @GetMapping("/alerts/{id}")
  ResponseEntity<byte[]> alert(
      @PathVariable String id, @RequestParam(defaultValue = "") String lang) {
    PublicAlert alert = board.get(id(id));
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("alert", alert);
    parameters.put("text", alert.text(lang));
    parameters.put("map", maps.of(alert));
    return shell.page("publish/alert.jte", alert.text(lang).headline().orElse(""), parameters);
  }

  @GetMapping("/alerts/{id}.xml")
  ResponseEntity<byte[]> cap(@PathVariable String id) {
    byte[] bytes = board.get(id(id)).published().cap();
    return ResponseEntity.ok()
        .cacheControl(PublicShell.LONG)
        .eTag(PublicShell.tag(bytes))
        .contentType(CAP)
        .body(bytes);
  }

  /** An id of any other form is no public alert either. */
  private static WarningId id(String text) {
    try {
      return new WarningId(text);
    } catch (Problem refused) {
      if (refused.type() == KernelProblem.BAD_ID) {
        throw PublishProblem.NO_ALERT.because(
            "'%s' is no id of an alert".formatted(Problem.shorten(text)));
      }
      throw refused;
    }
  }

  @GetMapping("/feed.atom")
  ResponseEntity<byte[]> atom() {
    return feed(FeedKind.ATOM);
  }

  @GetMapping("/feed.rss")
  ResponseEntity<byte[]> rss() {
    return feed(FeedKind.RSS);
  }

  private ResponseEntity<byte[]> feed(FeedKind kind) {
    byte[] bytes = feeds.bytes(kind);
    return ResponseEntity.ok()
        .cacheControl(PublicShell.SHORT)
        .eTag(PublicShell.tag(bytes))
        .lastModified(feeds.changedAt())
        .header(HttpHeaders.LINK, feeds.links(kind).toArray(String[]::new))
        .contentType(kind.type())
        .body(bytes);
  }

  @GetMapping("/feed")
  ResponseEntity<Void> feedAddress() {
    return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
        .location(URI.create("/feed.atom"))
        .build();
  }
}
