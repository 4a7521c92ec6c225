// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/** How sure the text itself is of a finding, in the words of CAP 1.2 §3.2.2 certainty. */
public enum Certainty {
  OBSERVED,
  LIKELY,
  POSSIBLE,
  UNLIKELY,
  UNKNOWN
}
