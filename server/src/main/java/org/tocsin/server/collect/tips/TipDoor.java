// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.attach.Upload;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.PageFrame;
import org.tocsin.server.kernel.web.PageFrames;
import org.tocsin.server.kernel.web.Templates;

/**
 * The tipster's pages: they need no account, no script and no cookie, and nobody keeps them. A code
 * is never in an address.
 */
@Controller
class TipDoor {

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

  private final Tips tips;
  private final Templates templates;
  private final PageFrames frames;

  TipDoor(Tips tips, Templates templates, PageFrames frames) {
    this.tips = tips;
    this.templates = templates;
    this.frames = frames;
  }

  @GetMapping("/tip")
  ResponseEntity<String> form() {
    if (!tips.on()) {
      return off();
    }
    return shown(200, "collect/tip-form.jte", form("", "", null));
  }

  /** Whether no tips are taken; whoever was refused at the gate knows that from there. */
  private boolean isOff(@Nullable Problem refused) {
    return refused == null ? !tips.on() : refused.type() == CollectProblem.TIPS_OFF;
  }

  /** In words for whoever wanted to tell something; how to switch it on is said at the desk. */
  private ResponseEntity<String> off() {
    return shown(CollectProblem.TIPS_OFF.status(), "collect/tip-off.jte", Map.of());
  }

  private static Map<String, Object> form(String words, String contact, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("words", words);
    parameters.put("contact", contact);
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return parameters;
  }

  private ResponseEntity<String> shown(
      int status, String template, Map<String, Object> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    // Nothing of whoever is signed in, and no proof of a form, which would be a cookie.
    all.put(
        "frame",
        new PageFrame(
            "Give a tip", "", null, Set.of(), "_csrf", "", frames.frame("", "").exercise()));
    all.put("emergency", tips.emergency());
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        .contentType(HTML)
        .body(templates.render(template, all));
  }

  @PostMapping("/tip")
  ResponseEntity<String> give(
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "") String contact,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      @RequestAttribute(name = TipGate.REFUSED, required = false) @Nullable Problem tooMany)
      throws IOException {
    if (isOff(tooMany)) {
      return off();
    }
    if (tooMany != null) {
      return shown(tooMany.type().status(), "collect/tip-form.jte", form(words, contact, tooMany));
    }
    List<Upload> uploads = Upload.of(files);
    try {
      ReceiptCode code = tips.give(words, contact, uploads);
      return shown(201, "collect/tip-receipt.jte", Map.of("code", code.text()));
    } catch (Problem refused) {
      return shown(refused.type().status(), "collect/tip-form.jte", form(words, contact, refused));
    }
  }

  @GetMapping("/tip/receipt")
  ResponseEntity<String> receipt() {
    if (!tips.on()) {
      return off();
    }
    return shown(200, "collect/tip-code.jte", Map.of());
  }

  @PostMapping("/tip/receipt")
  ResponseEntity<String> receipt(@RequestParam(defaultValue = "") String code) {
    try {
      return talk(200, code, "", false, null);
    } catch (Problem refused) {
      return unknown(refused);
    }
  }

  private ResponseEntity<String> unknown(Problem refused) {
    if (refused.type() == CollectProblem.TIPS_OFF) {
      return off();
    }
    return shown(refused.type().status(), "collect/tip-code.jte", Map.of("refused", refused));
  }

  private ResponseEntity<String> talk(
      int status, String code, String words, boolean added, @Nullable Problem refused) {
    Map<String, Object> parameters = form(words, "", refused);
    parameters.put("code", code);
    parameters.put("questions", tips.questions(code));
    parameters.put("added", added);
    return shown(status, "collect/tip-talk.jte", parameters);
  }

  @PostMapping("/tip/more")
  ResponseEntity<String> more(
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      @RequestAttribute(name = TipGate.REFUSED, required = false) @Nullable Problem tooMany)
      throws IOException {
    if (isOff(tooMany)) {
      return off();
    }
    if (tooMany != null) {
      // The code is not looked up: whoever is refused here must not learn whether there is one.
      Map<String, Object> parameters = form(words, "", tooMany);
      parameters.put("code", code);
      parameters.put("added", false);
      return shown(tooMany.type().status(), "collect/tip-talk.jte", parameters);
    }
    List<Upload> uploads = Upload.of(files);
    try {
      tips.more(code, words, uploads);
      return talk(200, code, "", true, null);
    } catch (Problem refused) {
      return refused.type() == CollectProblem.NO_TIP || refused.type() == CollectProblem.TIPS_OFF
          ? unknown(refused)
          : talk(refused.type().status(), code, words, false, refused);
    }
  }
}
