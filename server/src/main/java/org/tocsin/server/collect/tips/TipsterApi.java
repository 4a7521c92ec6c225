// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tips over HTTP for whoever gives one: three calls that need no token and name nobody. */
@RestController
@RequestMapping("/api/v1/tips")
class TipsterApi {

  private final Tips tips;

  TipsterApi(Tips tips) {
    this.tips = tips;
  }

  /** A tip; {@code contact} is kept sealed. */
  record TipBody(@Nullable String words, @Nullable String contact) {}

  /** The code of a receipt, shown once; with words, what is added to the tip. */
  record CodeBody(@Nullable String code, @Nullable String words) {}

  /** The receipt of a tip, with what to do when life is in danger now. */
  record ReceiptView(String code, String emergency) {}

  /** What the desk has asked. */
  record QuestionView(Instant at, String question) {}

  @PostMapping
  ResponseEntity<ReceiptView> give(@RequestBody TipBody body) {
    ReceiptCode code = tips.give(text(body.words()), text(body.contact()), List.of());
    return ResponseEntity.status(201)
        .cacheControl(CacheControl.noStore())
        .body(new ReceiptView(code.text(), tips.emergency()));
  }

  @PostMapping("/receipt")
  List<QuestionView> receipt(@RequestBody CodeBody body) {
    return tips.questions(text(body.code())).stream()
        .map(line -> new QuestionView(line.at(), line.question().orElse("")))
        .toList();
  }

  @PostMapping("/more")
  ResponseEntity<Void> more(@RequestBody CodeBody body) {
    tips.more(text(body.code()), text(body.words()), List.of());
    return ResponseEntity.noContent().build();
  }

  private static String text(@Nullable String value) {
    return Optional.ofNullable(value).orElse("");
  }
}
