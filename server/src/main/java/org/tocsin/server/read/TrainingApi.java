// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.TrainingExamples.Part;

/** Training examples, by API and by the button of the inbox: both give the same lines. */
@RestController
@Requires({Role.OFFICER, Role.APPROVER})
class TrainingApi {

  private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");

  private final TrainingExamples examples;

  TrainingApi(TrainingExamples examples) {
    this.examples = examples;
  }

  /** What to give out: {@code after} is the {@code Tocsin-Next} of the answer before. */
  record Wanted(@Nullable String marking, @Nullable String after) {}

  @PostMapping("/api/v1/training-examples/export")
  ResponseEntity<byte[]> export(@RequestBody Wanted wanted) {
    return lines(
        wanted.marking() == null ? "" : wanted.marking(), Optional.ofNullable(wanted.after()));
  }

  @PostMapping("/desk/training-examples")
  ResponseEntity<byte[]> download(
      @RequestParam(defaultValue = "") String marking,
      @RequestParam(required = false) @Nullable String after) {
    return lines(marking, Optional.ofNullable(after));
  }

  private ResponseEntity<byte[]> lines(String marking, Optional<String> after) {
    Marking narrowest = marking.isBlank() ? Marking.GREEN : Marking.parse(marking);
    Part part = examples.export(narrowest, after.map(ReportId::new));
    StringBuilder body = new StringBuilder();
    part.lines().forEach(line -> body.append(line).append('\n'));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(LINES)
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"training-examples.jsonl\"");
    part.next().ifPresent(next -> answer.header("Tocsin-Next", next.value()));
    return answer.body(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
