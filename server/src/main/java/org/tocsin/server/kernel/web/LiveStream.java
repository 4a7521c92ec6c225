// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
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
 * something changed. Whoever tells waits for no page: each is written to by a thread of its own,
 * and one that does not read is dropped. Thread-safe.
 */
@Component
public class LiveStream implements DueWork {

  private static final int LISTENERS_MAX = 1_000;

  /** Beats between two comments that find out which pages have gone: about 20 seconds. */
  private static final int PULSE_BEATS = 20;

  private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
  private final Set<Listener> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong beats = new AtomicLong();
  private final Supplier<SseEmitter> emitters;

  /** One that listeners never leave by time. */
  @Autowired
  LiveStream() {
    this(() -> new SseEmitter(0L));
  }

  LiveStream(Supplier<SseEmitter> emitters) {
    this.emitters = emitters;
  }

  /** Something that is told: an event, or a comment where the topic is empty. */
  private record Told(String topic, String data) {
    SseEmitter.SseEventBuilder event() {
      return topic.isEmpty()
          ? SseEmitter.event().comment(data)
          : SseEmitter.event().name(topic).data(data);
    }
  }

  /** A page that listens. What it is told again before it has read it, it hears once. */
  private final class Listener {
    private final SseEmitter emitter;
    private final Set<Told> waiting = new LinkedHashSet<>();
    private boolean writing;

    Listener(SseEmitter emitter) {
      this.emitter = emitter;
    }

    synchronized void tell(Told told) {
      waiting.add(told);
      if (!writing) {
        writing = true;
        Thread.ofVirtual().name("live").start(this::write);
      }
    }

    private void write() {
      for (List<Told> some = next(); !some.isEmpty(); some = next()) {
        for (Told each : some) {
          try {
            emitter.send(each.event());
          } catch (IOException | RuntimeException e) {
            // The page has gone; it asks anew when it comes back, so nothing is lost.
            open.remove(this);
            emitter.completeWithError(e);
            return;
          }
        }
      }
    }

    /** Empty when there is nothing more; the next who tells begins again then. */
    private synchronized List<Told> next() {
      List<Told> some = List.copyOf(waiting);
      waiting.clear();
      writing = !some.isEmpty();
      return some;
    }
  }

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
    SseEmitter emitter = emitters.get();
    Listener page = new Listener(emitter);
    open.add(page);
    for (String topic : topics) {
      listeners.compute(
          topic,
          (_, here) -> {
            Set<Listener> all = here == null ? ConcurrentHashMap.newKeySet() : here;
            all.add(page);
            return all;
          });
    }
    Runnable gone = () -> forget(page, topics);
    emitter.onCompletion(gone);
    emitter.onTimeout(gone);
    emitter.onError(_ -> gone.run());
    // Sent at once, so that the page knows the stream stands.
    page.tell(new Told("", "listening"));
    return emitter;
  }

  /** How many pages listen to this topic now. */
  public int listeners(String topic) {
    return listeners.getOrDefault(topic, Set.of()).size();
  }

  /** Tells every page that listens to this topic; {@code data} is one line. */
  public void tell(String topic, String data) {
    Told told = new Told(topic, data);
    listeners.getOrDefault(topic, Set.of()).forEach(page -> page.tell(told));
  }

  @Override
  public String name() {
    return "kernel.live";
  }

  /** Writes to pages that have been quiet, so that those that have gone are noticed. */
  @Override
  public int runDue(Instant now) {
    if (beats.incrementAndGet() % PULSE_BEATS == 0) {
      open.forEach(page -> page.tell(new Told("", "here")));
    }
    return 0;
  }

  /** Ends every stream when the server stops: a page asks again, and the stop need not wait. */
  @EventListener(ContextClosedEvent.class)
  void stop() {
    open.forEach(page -> page.emitter.complete());
  }

  private void forget(Listener page, List<String> topics) {
    open.remove(page);
    for (String topic : topics) {
      listeners.computeIfPresent(
          topic,
          (_, here) -> {
            here.remove(page);
            return here.isEmpty() ? null : here;
          });
    }
  }
}
