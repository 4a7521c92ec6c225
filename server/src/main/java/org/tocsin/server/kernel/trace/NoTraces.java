// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.trace;

import java.time.Instant;
import java.util.Map;

/** Traces when there is no collector. */
enum NoTraces implements Traces, Traces.Open {
  OFF;

  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public Open below(String trace, String thing, String name) {
    return this;
  }

  @Override
  public void tell(
      String trace,
      String thing,
      String above,
      String name,
      Instant began,
      Instant ended,
      Map<String, String> facts) {
    // There is nobody to tell.
  }

  @Override
  public Open request(String method) {
    return this;
  }

  @Override
  public Open below(String name) {
    return this;
  }

  @Override
  public Open fact(String key, String value) {
    return this;
  }

  @Override
  public Open fact(String key, long value) {
    return this;
  }

  @Override
  public Open failed(String type) {
    return this;
  }

  @Override
  public void end() {
    // Nothing has begun.
  }
}
