// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.trace;

import java.time.Instant;
import java.util.Map;

/**
 * Writes down what takes how long, for a collector of traces. Everything that happens to one
 * warning is one trace, whose id follows from the warning's id: spans of other threads, nodes and
 * of times after a restart belong together without anything being handed on. Thread-safe; costs
 * nothing worth measuring when it is off.
 *
 * <p>Names and facts must hold no personal data and no secret: ids, channels and counts.
 */
public interface Traces {

  /** A span that has begun; {@link #end} writes it, a span without an end is never written. */
  interface Open {
    /** Begins a span below this one. */
    Open below(String name);

    /** Adds a fact. */
    Open fact(String key, String value);

    /** Adds a fact. */
    Open fact(String key, long value);

    /** Marks it as failed; of an exception only its type is written. */
    Open failed(String type);

    /** Ends it now; a second time does nothing. */
    void end();
  }

  /** Whether anything is written. */
  boolean isOn();

  /**
   * Begins a span in a warning's trace, below the span that stands for a thing.
   *
   * @param trace the id of the warning
   * @param thing the id of what the span lies below: the warning's or a wave's
   */
  Open below(String trace, String thing, String name);

  /**
   * Writes the span that stands for a thing, which is over.
   *
   * @param trace the id of the warning
   * @param thing the id of the thing; the warning's for the root of the trace
   * @param above the id of the thing above; empty for the root
   */
  void tell(
      String trace,
      String thing,
      String above,
      String name,
      Instant began,
      Instant ended,
      Map<String, String> facts);

  /** Begins the span of a request, a trace of its own; maybe one that is never written. */
  Open request(String method);

  /** Writes nothing. */
  static Traces off() {
    return NoTraces.OFF;
  }
}
