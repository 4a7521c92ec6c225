// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import java.util.List;

/** A GeoJSON file that gives no alerts, with every fault that was found. */
public final class GeoJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  GeoJsonException(List<String> faults) {
    super(
        faults.getFirst() + (faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)"));
    this.faults = List.copyOf(faults);
  }

  /** Every fault, each a sentence that says where, what is wrong and what to do. */
  public List<String> faults() {
    return faults;
  }
}
