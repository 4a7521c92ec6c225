// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.tocsin.server.kernel.web.Templates;
import org.tocsin.server.watch.Refusing;
import org.tocsin.server.watch.Watchers;

/**
 * Where somebody refuses mails, without a sign-in: looking at the page changes nothing, for
 * programs that search mails for harm follow links; a POST does it, of the page's button or of a
 * mail program's own (RFC 8058 §3.1), whatever is in its body.
 */
@Controller
class UnsubscribePage {

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

  private final Unsubscribing unsubscribing;
  private final Watchers watchers;
  private final Refusing refusing;
  private final Templates templates;

  UnsubscribePage(
      Unsubscribing unsubscribing, Watchers watchers, Refusing refusing, Templates templates) {
    this.unsubscribing = unsubscribing;
    this.watchers = watchers;
    this.refusing = refusing;
    this.templates = templates;
  }

  @GetMapping("/u/{token}")
  ResponseEntity<String> ask(
      @PathVariable String token,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "en") String accept) {
    Optional<Unsubscribing.Wish> wish = unsubscribing.read(token);
    return wish.isEmpty()
        ? page(404, "unknown", token, browser(accept))
        : page(200, "ask", token, languages(wish.get(), accept));
  }

  @PostMapping("/u/{token}")
  ResponseEntity<String> refuse(
      @PathVariable String token,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "en") String accept) {
    Optional<Unsubscribing.Wish> wish = unsubscribing.read(token);
    if (wish.isEmpty()) {
      return page(404, "unknown", token, browser(accept));
    }
    List<String> languages = languages(wish.get(), accept);
    // A second time, or of somebody erased, there is nothing left to refuse: the wish is fulfilled.
    refusing.refuse(
        wish.get().watcher(),
        EmailChannel.KIND,
        address -> unsubscribing.isMeant(wish.get(), address));
    return page(200, "done", token, languages);
  }

  private List<String> languages(Unsubscribing.Wish wish, String accept) {
    List<String> known = watchers.languages(wish.watcher());
    return known.isEmpty() ? browser(accept) : known;
  }

  private static List<String> browser(String accept) {
    return List.of(accept.split("[,;]", 2)[0].strip());
  }

  private ResponseEntity<String> page(
      int status, String state, String token, List<String> languages) {
    return ResponseEntity.status(status)
        .contentType(HTML)
        .cacheControl(CacheControl.noStore())
        // The address is a key: it must not travel anywhere.
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .body(
            templates.render(
                "deliver/unsubscribe.jte",
                Map.of("state", state, "token", token, "words", UnsubscribeWords.in(languages))));
  }
}
