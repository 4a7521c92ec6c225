// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What the open pages are told while it happens, by server-sent events.
 *
 * <p>A topic is an event name such as {@code deliveries-warning_01H…}; a page listens to the topics
 * it shows and asks anew for the part when one comes. Events carry no personal data, only that
 * something changed. Thread-safe; a listener that does not read is dropped.
 */
@Component
public class LiveStream {

  private static final int MOST_LISTENERS = 1_000;

  private final Map<String, Set<SseEmitter>> listeners = new ConcurrentHashMap<>();

  /** Opens a stream for one page's topic; ends when the page goes away. */
  public SseEmitter listen(String topic) {
    Set<SseEmitter> here = listeners.computeIfAbsent(topic, key -> ConcurrentHashMap.newKeySet());
    if (here.size() >= MOST_LISTENERS) {
      throw new IllegalStateException("Too many pages listen to " + topic);
    }
    SseEmitter emitter = new SseEmitter(0L);
    here.add(emitter);
    Runnable gone = () -> here.remove(emitter);
    emitter.onCompletion(gone);
    emitter.onTimeout(gone);
    emitter.onError(error -> gone.run());
    return emitter;
  }

  /** Tells every page that listens to this topic; {@code data} is one line. */
  public void tell(String topic, String data) {
    for (SseEmitter emitter : listeners.getOrDefault(topic, Set.of())) {
      try {
        emitter.send(SseEmitter.event().name(topic).data(data));
      } catch (IOException | IllegalStateException e) {
        // The page has gone; it asks anew when it comes back, so nothing is lost.
        listeners.getOrDefault(topic, Set.of()).remove(emitter);
      }
    }
  }
}
