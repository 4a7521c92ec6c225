// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** FEATURE UNDER TEST: open pages are told at once, and nobody waits for one that does not read. */
class LiveStreamTest {

  /** A page that reads nothing until it is let. */
  private static final class Page extends SseEmitter {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch reads = new CountDownLatch(1);

    @Override
    public void send(SseEventBuilder event) {
      String text =
          event.build().stream()
              .map(DataWithMediaType::getData)
              .map(Object::toString)
              .collect(Collectors.joining());
      if (text.startsWith("event:")) {
        heard.add(text.strip());
        try {
          reads.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @Test
  void whoeverTellsWaitsForNoPageAndWhatWasToldTwiceMeanwhileIsHeardOnce()
      throws InterruptedException {
    Page page = new Page();
    LiveStream stream = new LiveStream(() -> page);
    stream.listen(List.of("calls", "inbox"));
    stream.tell("calls", "changed");
    assertThat(page.heard.take()).isEqualTo("event:calls\ndata:changed");
    stream.tell("calls", "changed");
    stream.tell("inbox", "read");
    stream.tell("calls", "changed");
    stream.tell("other", "changed");
    page.reads.countDown();
    assertThat(page.heard.take()).isEqualTo("event:calls\ndata:changed");
    assertThat(page.heard.take()).isEqualTo("event:inbox\ndata:read");
    assertThat(page.heard).isEmpty();
  }
}
