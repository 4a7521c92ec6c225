// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.cap.CapAtom;
import org.tocsin.record.Hash;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.PageFrame;
import org.tocsin.server.kernel.web.PageFrames;
import org.tocsin.server.kernel.web.Templates;

/**
 * The public side: what is in force, one page an alert, its CAP message, the feed. The same for
 * everybody, signed in or not, so that caches may keep it; sets no cookie.
 */
@Controller
class PublicPages {

  private static final CacheControl SHORT =
      CacheControl.maxAge(Duration.ofSeconds(15)).cachePublic();
  private static final CacheControl LONG = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
  private static final MediaType CAP = MediaType.parseMediaType("application/cap+xml");
  private static final MediaType ATOM = MediaType.parseMediaType("application/atom+xml");

  private final PublicBoard board;
  private final AlertMap maps;
  private final Templates templates;
  private final PageFrames frames;
  private final String publicUrl;
  private final String author;

  PublicPages(
      PublicBoard board,
      AlertMap maps,
      Templates templates,
      PageFrames frames,
      @Value("${tocsin.deliver.public-url}") URI publicUrl,
      @Value("${tocsin.sender.name:Tocsin desk}") String author) {
    this.board = board;
    this.maps = maps;
    this.templates = templates;
    this.frames = frames;
    this.publicUrl = publicUrl.toString().replaceAll("/+$", "");
    this.author = author;
  }

  @GetMapping("/")
  ResponseEntity<byte[]> start() {
    return page(
        "publish/start.jte",
        "In force",
        Map.of("inForce", board.inForce(), "recent", board.recent(), "author", author));
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
    return page("publish/alert.jte", alert.text(lang).headline().orElse(""), parameters);
  }

  @GetMapping("/alerts/{id}.xml")
  ResponseEntity<byte[]> cap(@PathVariable String id) {
    byte[] bytes = board.get(id(id)).published().cap();
    return ResponseEntity.ok().cacheControl(LONG).eTag(tag(bytes)).contentType(CAP).body(bytes);
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
  ResponseEntity<byte[]> feed() {
    // An empty feed has to say when it changed; it has not since the beginning of time.
    Instant changed = board.changedAt().orElse(Instant.EPOCH);
    List<CapAtom.Entry> entries = board.feed().stream().map(this::entry).toList();
    byte[] bytes =
        CapAtom.write(
            "Public alerts",
            publicUrl + "/feed.atom",
            author,
            publicUrl + "/feed.atom",
            changed.atOffset(ZoneOffset.UTC),
            entries);
    return ResponseEntity.ok()
        .cacheControl(SHORT)
        .eTag(tag(bytes))
        .lastModified(changed)
        .contentType(ATOM)
        .body(bytes);
  }

  private CapAtom.Entry entry(PublicAlert alert) {
    String address = publicUrl + "/alerts/" + alert.id();
    var first = alert.texts().getFirst();
    return new CapAtom.Entry(
        address,
        first.headline().orElse(first.event()),
        alert.endedAt().orElse(alert.sentAt()).atOffset(ZoneOffset.UTC),
        alert.standing().words() + ". " + first.instruction().orElse(""),
        Optional.of(address),
        address + ".xml",
        Optional.of(alert.published().alert()));
  }

  @GetMapping("/feed")
  ResponseEntity<Void> feedAddress() {
    return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
        .location(URI.create("/feed.atom"))
        .build();
  }

  private ResponseEntity<byte[]> page(
      String template, String title, Map<String, Object> parameters) {
    PageFrame asked = frames.frame(title, "alerts");
    // Nothing of whoever is signed in: the page may lie in a cache that others read from.
    PageFrame everybodys =
        new PageFrame(title, "alerts", null, Set.of(), "_csrf", "", asked.exercise());
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("frame", everybodys);
    byte[] body = templates.render(template, all).getBytes(StandardCharsets.UTF_8);
    return ResponseEntity.ok().cacheControl(SHORT).eTag(tag(body)).contentType(HTML).body(body);
  }

  /** Weak, because a strong one would keep the container from compressing. */
  private static String tag(byte[] body) {
    return "W/\"" + Hash.sha256(body).hex().substring(0, 32) + "\"";
  }
}
