// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.kernel.Text;

/**
 * What the answer page's device needs: the service worker, the words of a notification, and the
 * forms that add and remove it. The link's token is the leave for all of it.
 */
@Controller
class DevicePages {

  private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
  private static final int BODY_MOST = 1_000;

  private final AnswerTokens tokens;
  private final ShownWarnings warnings;
  private final DeviceOffers devices;
  private final AnswerLimits limits;
  private final String worker = read("worker.js");

  DevicePages(
      AnswerTokens tokens, ShownWarnings warnings, DeviceOffers devices, AnswerLimits limits) {
    this.tokens = tokens;
    this.warnings = warnings;
    this.devices = devices;
    this.limits = limits;
  }

  /**
   * What a notification says.
   *
   * @param title one line, with marking and exercise mark
   * @param body what to do, with what must be heard first
   * @param lang BCP 47
   */
  record NotificationView(String title, String body, String lang) {}

  /** Below {@code /a/} and not with the other scripts: it may act only for what lies beside it. */
  @GetMapping("/a/worker.js")
  ResponseEntity<String> worker() {
    return ResponseEntity.ok()
        .contentType(SCRIPT)
        .cacheControl(CacheControl.noCache())
        .body(worker);
  }

  @GetMapping("/a/{token}/words")
  ResponseEntity<NotificationView> words(@PathVariable String token) {
    ShownWarnings.Shown shown = warnings.to(tokens.read(token));
    ApprovedWarning.Text text = shown.text();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .header("X-Robots-Tag", "noindex")
        .body(new NotificationView(title(shown), body(shown), text.language()));
  }

  private static String title(ShownWarnings.Shown shown) {
    return title(
        shown.warning().exercise(), shown.warning().handling().label(), shown.text().headline());
  }

  /** The title of a notification. */
  static String title(boolean exercise, String label, String headline) {
    return (exercise ? "[EXERCISE] " : "") + "[" + label + "] " + headline;
  }

  private static String body(ShownWarnings.Shown shown) {
    StringBuilder body = new StringBuilder(300);
    if (shown.warning().exercise()) {
      body.append(shown.words().say("exercise")).append('\n');
    }
    if (!shown.state().isEmpty()) {
      body.append(shown.words().say(shown.state())).append('\n');
    }
    String instruction = shown.text().instruction().strip();
    body.append(instruction.isEmpty() ? shown.text().description().strip() : instruction);
    return cut(body.toString());
  }

  /** As much as a notification shows. */
  static String cut(String body) {
    return Text.clip(body, BODY_MOST);
  }

  @PostMapping("/a/{token}/device")
  ResponseEntity<Void> add(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String endpoint,
      @RequestParam(defaultValue = "") String p256dh,
      @RequestParam(defaultValue = "") String auth) {
    AnswerTokens.Asked who = tokens.read(token);
    limits.count(who);
    devices.add(who, endpoint, p256dh, auth);
    return ResponseEntity.noContent().build();
  }

  /** One device by its endpoint, for the page's script; all of them, as a form without script. */
  @PostMapping("/a/{token}/device/stop")
  ResponseEntity<Void> stop(
      @PathVariable String token, @RequestParam(defaultValue = "") String endpoint) {
    AnswerTokens.Asked who = tokens.read(token);
    limits.count(who);
    if (!endpoint.isEmpty()) {
      devices.stop(who, endpoint);
      return ResponseEntity.noContent().build();
    }
    devices.stopAll(who);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/a/" + token)
        .build();
  }

  private static String read(String name) {
    try (InputStream in = DevicePages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its part " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
