// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.tocsin.record.Hash;
import org.tocsin.server.kernel.web.PageFrame;
import org.tocsin.server.kernel.web.PageFrames;
import org.tocsin.server.kernel.web.Templates;

/**
 * Answers with pages that are the same for everybody, signed in or not, so that caches may keep
 * them. Thread-safe.
 */
@Component
class PublicShell {

  static final CacheControl SHORT = CacheControl.maxAge(Duration.ofSeconds(15)).cachePublic();
  static final CacheControl LONG = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

  private final Templates templates;
  private final PageFrames frames;

  PublicShell(Templates templates, PageFrames frames) {
    this.templates = templates;
    this.frames = frames;
  }

  /** A page of the public side, kept by caches for some seconds. */
  ResponseEntity<byte[]> page(String template, String title, Map<String, Object> parameters) {
    byte[] body = render(template, title, parameters);
    return ResponseEntity.ok().cacheControl(SHORT).eTag(tag(body)).contentType(HTML).body(body);
  }

  /** A page that answers what somebody sent; nobody keeps it. */
  ResponseEntity<byte[]> unkept(
      int status, String template, String title, Map<String, Object> parameters) {
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        .contentType(HTML)
        .body(render(template, title, parameters));
  }

  private byte[] render(String template, String title, Map<String, Object> parameters) {
    PageFrame asked = frames.frame(title, "alerts");
    // Nothing of whoever is signed in: the page may lie in a cache that others read from.
    PageFrame everybodys =
        new PageFrame(title, "alerts", null, Set.of(), "_csrf", "", asked.exercise());
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("frame", everybodys);
    return templates.render(template, all).getBytes(StandardCharsets.UTF_8);
  }

  /** Weak, because a strong one would keep the container from compressing. */
  static String tag(byte[] body) {
    return "W/\"" + Hash.sha256(body).hex().substring(0, 32) + "\"";
  }
}
