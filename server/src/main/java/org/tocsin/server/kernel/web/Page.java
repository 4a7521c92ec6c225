// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import gg.jte.Content;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Puts a part into its shell and answers with it. Thread-safe. */
@Component
public final class Page {

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

  private final Templates templates;
  private final PageFrames frames;

  /** Pages from these templates in these frames. */
  Page(Templates templates, PageFrames frames) {
    this.templates = templates;
    this.frames = frames;
  }

  /**
   * A page of the console: the template gets the given parameters and {@code frame}; it renders its
   * shell itself with {@code @template.shell.desk(frame = frame, content = @`…`)}.
   */
  public ResponseEntity<String> of(
      String template, String title, String section, Map<String, Object> parameters) {
    return of(200, template, title, section, parameters);
  }

  /** The same with another status, for a form that is shown again with its faults. */
  public ResponseEntity<String> of(
      int status, String template, String title, String section, Map<String, Object> parameters) {
    Map<String, Object> all = new java.util.HashMap<>(parameters);
    all.put("frame", frames.frame(title, section));
    return ResponseEntity.status(status).contentType(HTML).body(templates.render(template, all));
  }

  /** A part of a page, for htmx to put in its place. */
  public ResponseEntity<String> part(String template, Map<String, Object> parameters) {
    return ResponseEntity.ok().contentType(HTML).body(templates.render(template, parameters));
  }

  /** A part that another page holds. */
  public Content content(String template, Map<String, Object> parameters) {
    return templates.content(template, parameters);
  }
}
