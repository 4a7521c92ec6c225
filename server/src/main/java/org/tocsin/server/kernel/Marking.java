// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.Locale;

/** How far something may be shared: the labels of TLP 2.0, narrowest first (FIRST, August 2022). */
public enum Marking {
  /** Named recipients only. */
  RED("TLP:RED"),
  /** The recipient's organisation only. */
  AMBER_STRICT("TLP:AMBER+STRICT"),
  /** The recipient's organisation and its clients, on a need to know. */
  AMBER("TLP:AMBER"),
  /** The community, not public channels. */
  GREEN("TLP:GREEN"),
  /** No limit. */
  CLEAR("TLP:CLEAR");

  private final String label;

  Marking(String label) {
    this.label = label;
  }

  /** The label as TLP 2.0 writes it: capitals, no spaces, never translated. */
  public String label() {
    return label;
  }

  /** Whether something with this marking may be shown to readers of {@code audience}. */
  public boolean allows(Marking audience) {
    return compareTo(audience) >= 0;
  }

  /**
   * Reads a label, with or without {@code TLP:}, in any case; TLP 1.0's WHITE is read as CLEAR.
   *
   * @throws Problem T0006 when it is none of the five
   */
  public static Marking parse(String text) {
    String wanted = text.strip().toUpperCase(Locale.ROOT);
    String full = wanted.startsWith("TLP:") ? wanted : "TLP:" + wanted;
    if (full.equals("TLP:WHITE")) {
      return CLEAR;
    }
    for (Marking marking : values()) {
      if (marking.label.equals(full)) {
        return marking;
      }
    }
    throw KernelProblem.BAD_MARKING.because(
        "'%s' is no TLP label; use TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN or TLP:CLEAR"
            .formatted(Problem.shorten(text)));
  }
}
