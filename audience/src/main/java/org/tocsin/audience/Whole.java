// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/** The whole Earth. */
record Whole() implements Ground {
  @Override
  public Bounds bounds() {
    return Bounds.EARTH;
  }
}
