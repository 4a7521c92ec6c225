// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.KernelProblem;

/**
 * What the open pages are told while it happens, by server-sent events.
 *
 * <p>A topic is an event name such as {@code deliveries-warning_01H…}; a page listens to the topics
 * it shows and asks anew for the part when one comes. Events carry no personal data, only that
 * something changed. Thread-safe; a listener that does not read is dropped.
 */
@Component
public class LiveStream implements DueWork {

  private static final int LISTENERS_MAX = 1_000;

  /** Beats between two comments that find out which pages have gone: about 20 seconds. */
  private static final int PULSE_BEATS = 20;

  private final Map<String, Set<SseEmitter>> listeners = new ConcurrentHashMap<>();
  private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong beats = new AtomicLong();

  /** Opens a stream for one page's topic; ends when the page goes away. */
  public SseEmitter listen(String topic) {
    return listen(List.of(topic));
  }

  /** Opens one stream for all topics of a page, since a browser keeps few connections. */
  public SseEmitter listen(List<String> topics) {
    if (open.size() >= LISTENERS_MAX) {
      throw KernelProblem.BUSY.because(
          "%d pages listen already, which is the limit".formatted(LISTENERS_MAX));
    }
    SseEmitter emitter = new SseEmitter(0L);
    open.add(emitter);
    for (String topic : topics) {
      listeners.compute(
          topic,
          (_, here) -> {
            Set<SseEmitter> all = here == null ? ConcurrentHashMap.newKeySet() : here;
            all.add(emitter);
            return all;
          });
    }
    Runnable gone = () -> forget(emitter, topics);
    emitter.onCompletion(gone);
    emitter.onTimeout(gone);
    emitter.onError(_ -> gone.run());
    // Sent at once, so that the page knows the stream stands.
    send(emitter, SseEmitter.event().comment("listening"));
    return emitter;
  }

  /** How many pages listen to this topic now. */
  public int listeners(String topic) {
    return listeners.getOrDefault(topic, Set.of()).size();
  }

  /** Tells every page that listens to this topic; {@code data} is one line. */
  public void tell(String topic, String data) {
    for (SseEmitter emitter : listeners.getOrDefault(topic, Set.of())) {
      send(emitter, SseEmitter.event().name(topic).data(data));
    }
  }

  @Override
  public String name() {
    return "kernel.live";
  }

  /** Writes to pages that have been quiet, so that those that have gone are noticed. */
  @Override
  public int runDue(Instant now) {
    if (beats.incrementAndGet() % PULSE_BEATS == 0) {
      open.forEach(emitter -> send(emitter, SseEmitter.event().comment("here")));
    }
    return 0;
  }

  /** Ends every stream when the server stops: a page asks again, and the stop need not wait. */
  @EventListener(ContextClosedEvent.class)
  void stop() {
    open.forEach(SseEmitter::complete);
  }

  private void send(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
    try {
      emitter.send(event);
    } catch (IOException | IllegalStateException e) {
      // The page has gone; it asks anew when it comes back, so nothing is lost.
      emitter.completeWithError(e);
      open.remove(emitter);
    }
  }

  private void forget(SseEmitter emitter, List<String> topics) {
    open.remove(emitter);
    for (String topic : topics) {
      listeners.computeIfPresent(
          topic,
          (_, here) -> {
            here.remove(emitter);
            return here.isEmpty() ? null : here;
          });
    }
  }
}
