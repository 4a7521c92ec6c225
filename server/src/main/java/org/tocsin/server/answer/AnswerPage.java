// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Templates;

/**
 * The one page that watchers see: no sign-in, one small document, and no script but the one that
 * offers to warn on the device at hand, without which the page lacks nothing else.
 */
@Controller
class AnswerPage {

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

  private final AnswerTokens tokens;
  private final AskedWarnings asked;
  private final Answers answers;
  private final AnswerStore store;
  private final AnswerLimits limits;
  private final ShownWarnings warnings;
  private final DeviceOffers devices;
  private final Templates templates;

  AnswerPage(
      AnswerTokens tokens,
      AskedWarnings asked,
      Answers answers,
      AnswerStore store,
      AnswerLimits limits,
      ShownWarnings warnings,
      DeviceOffers devices,
      Templates templates) {
    this.tokens = tokens;
    this.asked = asked;
    this.answers = answers;
    this.store = store;
    this.limits = limits;
    this.warnings = warnings;
    this.devices = devices;
    this.templates = templates;
  }

  @GetMapping("/a/{token}")
  ResponseEntity<String> show(
      @PathVariable String token,
      @RequestParam(name = "done", required = false) Optional<String> done,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "en") String accept) {
    AnswerTokens.Asked who;
    try {
      who = tokens.read(token);
    } catch (Problem refused) {
      return refused(refused, accept);
    }
    ShownWarnings.Shown shown = warnings.to(who);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("token", token);
    parameters.put("words", shown.words());
    parameters.put("warning", shown.warning());
    parameters.put("text", shown.text());
    parameters.put("until", shown.until());
    parameters.put("state", shown.state());
    parameters.put("device", devices.offer(who, token, shown.words().language()));
    parameters.put("done", done.isPresent());
    parameters.put(
        "given", store.latest(who.warning(), who.watcher().number()).map(AnswerStore.Row::kind));
    return html(200, "answer/ask.jte", parameters);
  }

  @PostMapping("/a/{token}")
  ResponseEntity<String> answer(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "") String note,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "en") String accept) {
    AnswerTokens.Asked who;
    try {
      who = tokens.read(token);
    } catch (Problem refused) {
      return refused(refused, accept);
    }
    AnswerKind kind =
        AnswerKind.find(answer)
            .orElseThrow(() ->
                AnswerProblem.BAD_ANSWER.because(
                    "'%s' is no answer".formatted(Problem.shorten(answer))));
    limits.count(who);
    answers.record(
        who.warning(),
        asked.get(who.warning()).warning().caseId(),
        who.watcher(),
        kind,
        note,
        "link");
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/a/" + token + "?done")
        .body("");
  }

  /** A link that does not work is told in a calm page, in the language of the browser. */
  private ResponseEntity<String> refused(Problem refused, String accept) {
    String first = accept.split("[,;]", 2)[0].strip();
    return html(
        refused.type().status(),
        "answer/refused.jte",
        Map.of("problem", refused, "words", AnswerWords.in(first.isEmpty() ? "en" : first)));
  }

  private ResponseEntity<String> html(int status, String template, Map<String, Object> parameters) {
    return ResponseEntity.status(status)
        .contentType(HTML)
        .cacheControl(CacheControl.noStore())
        // The address is a key: it must not travel to the sites that the page links to.
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .body(templates.render(template, parameters));
  }
}
