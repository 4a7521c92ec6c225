// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.desk;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.tocsin.server.access.Requires;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.LiveStream;

/** The stream on which open pages hear that something changed: several topics by commas. */
@Controller
@Requires
class LivePages {

  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,80}");
  private static final int TOPICS_MAX = 20;

  private final LiveStream stream;

  LivePages(LiveStream stream) {
    this.stream = stream;
  }

  @GetMapping("/desk/live/{topics}")
  ResponseEntity<SseEmitter> live(@PathVariable String topics) {
    List<String> wanted = Arrays.stream(topics.split(",", -1)).distinct().toList();
    if (wanted.size() > TOPICS_MAX
        || !wanted.stream().allMatch(each -> TOPIC.matcher(each).matches())) {
      throw KernelProblem.BAD_REQUEST.because(
          "'%s' is not 1 to %d topics, separated by commas"
              .formatted(Problem.shorten(topics), TOPICS_MAX));
    }
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .header("X-Accel-Buffering", "no") // So that a proxy passes each event on at once.
        .body(stream.listen(wanted));
  }
}
