// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.SealedReceipts;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Templates;
import org.tocsin.server.ledger.CaseBundles;
import org.tocsin.server.watch.Watchers;

/**
 * <i>My proof</i>: a file for whoever holds an answer link, which shows a stranger what they were
 * told and when, and what they answered. It needs the link alone, and holds nothing of anybody
 * else.
 *
 * <p>Bounded: at most {@value #MOST_RECEIPTS} receipts, some 200 KB; what is left out is counted in
 * the file. Asking counts as answering does, so that nobody can keep the server signing.
 */
@Controller
class MyProof {

  private static final int MOST_RECEIPTS = 50;
  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

  private final AnswerTokens tokens;
  private final AnswerLimits limits;
  private final AskedWarnings asked;
  private final Deliveries deliveries;
  private final CaseBundles bundles;
  private final Templates templates;

  MyProof(
      AnswerTokens tokens,
      AnswerLimits limits,
      AskedWarnings asked,
      Deliveries deliveries,
      CaseBundles bundles,
      Templates templates) {
    this.tokens = tokens;
    this.limits = limits;
    this.asked = asked;
    this.deliveries = deliveries;
    this.bundles = bundles;
    this.templates = templates;
  }

  @GetMapping("/a/{token}/proof")
  ResponseEntity<byte[]> proof(
      @PathVariable String token,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "en") String accept) {
    AnswerTokens.Asked who;
    try {
      who = tokens.read(token);
    } catch (Problem refused) {
      return refused(refused, accept);
    }
    limits.count(who);
    SealedReceipts receipts = deliveries.sealed(who.warning(), who.watcher(), MOST_RECEIPTS);
    if (receipts.shown().isEmpty()) {
      throw AnswerProblem.NOT_SEALED.because(
          "no receipt of %s for watcher %s is sealed".formatted(who.warning(), who.watcher()));
    }
    ApprovedWarning warning = asked.get(who.warning()).warning();
    CaseBundles.Prepared file =
        bundles.ofWatcher(
            new CaseBundles.Watched(
                warning.caseId(),
                who.warning(),
                warning.texts().getFirst().headline(),
                Watchers.subject(who.watcher().number()),
                receipts.shown().stream()
                    .map(each -> new CaseBundles.SealedReceipt(each.entry(), each.proof()))
                    .toList(),
                receipts.omitted()));
    return answer(200, TEXT)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(
                    "proof-"
                        + who.warning()
                        + (file.again().isEmpty() ? "" : CaseBundles.UNWITNESSED)
                        + ".tocsin-bundle")
                .build()
                .toString())
        .body(bytes(file));
  }

  private static byte[] bytes(CaseBundles.Prepared file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      file.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes whatever is written to it", e);
    }
    return out.toByteArray();
  }

  /** Told in a calm page, as the answer page itself tells it. */
  private ResponseEntity<byte[]> refused(Problem refused, String accept) {
    String first = accept.split("[,;]", 2)[0].strip();
    String page =
        templates.render(
            "answer/refused.jte",
            Map.of("problem", refused, "words", AnswerWords.in(first.isEmpty() ? "en" : first)));
    return answer(
            refused.type().status(), new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(page.getBytes(StandardCharsets.UTF_8));
  }

  /** The address is a key: no cache keeps the answer, and no other site hears of it. */
  private static ResponseEntity.BodyBuilder answer(int status, MediaType type) {
    return ResponseEntity.status(status)
        .contentType(type)
        .cacheControl(CacheControl.noStore())
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex");
  }
}
