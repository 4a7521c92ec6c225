// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.tocsin.record.Witness;
import org.tocsin.server.kernel.web.BodyRule;
import org.tocsin.server.ledger.OwnWitness;

/**
 * This server as a witness of other records (c2sp.org/tlog-witness): {@code /witness} is both its
 * submission prefix and its monitoring prefix. Nobody signs in here: a request proves itself by the
 * log's signature on its checkpoint. Answers are plain text as the protocol has them, no problems.
 */
@Controller
class WitnessDoor {

  private static final String ADD_CHECKPOINT = "/witness/add-checkpoint";

  private final OwnWitness witness;

  WitnessDoor(OwnWitness witness) {
    this.witness = witness;
  }

  @Bean
  static BodyRule witnessBodies() {
    return new BodyRule(ADD_CHECKPOINT, OwnWitness.requestBytesMax(), true);
  }

  /** The bytes as they came, whatever type they are said to have: curl says that it is a form. */
  @PostMapping(ADD_CHECKPOINT)
  ResponseEntity<byte[]> add(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    long size = length < 0 ? OwnWitness.requestBytesMax() : length;
    Optional<Duration> wait = witness.tooMuch(request.getRemoteAddr(), size);
    return wait.isPresent()
        ? tooMuch(wait.get())
        : answer(witness.add(request.getInputStream().readAllBytes()));
  }

  /** Before the body is read. */
  private static ResponseEntity<byte[]> tooMuch(Duration wait) {
    long seconds = wait.plusMillis(999).toSeconds();
    String words =
        "too many requests or bytes from your address; ask again in %d seconds\n"
            .formatted(seconds);
    return ResponseEntity.status(429)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
        .header(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .body(words.getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/witness/{originHash}/checkpoint")
  ResponseEntity<byte[]> latest(@PathVariable String originHash) {
    return answer(witness.latest(originHash));
  }

  /** The keys by which its cosignatures are verified, one a line. */
  @GetMapping("/witness/vkeys")
  ResponseEntity<byte[]> vkeys() {
    return witness.vkeys().isEmpty()
        ? answer(
            new Witness.Answer(404, "text/plain; charset=utf-8", "this server is no witness\n"))
        : answer(
            new Witness.Answer(
                200, "text/plain; charset=utf-8", String.join("\n", witness.vkeys()) + "\n"));
  }

  private static ResponseEntity<byte[]> answer(Witness.Answer answer) {
    ResponseEntity.BodyBuilder builder =
        ResponseEntity.status(answer.status())
            .cacheControl(CacheControl.noStore())
            .header(HttpHeaders.CONTENT_TYPE, answer.contentType());
    if (answer.status() == 503) {
      builder.header(HttpHeaders.RETRY_AFTER, "5");
    }
    return builder.body(answer.text().getBytes(StandardCharsets.UTF_8));
  }
}
