// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/** A place in the text that is no element. */
record Place(XmlWindow window, int offset, String path) implements Site {
  @Override
  public int line() {
    return window.line(offset);
  }

  @Override
  public int column() {
    return window.column(offset);
  }

  @Override
  public int order() {
    return offset;
  }

  @Override
  public Site child(String name, int index) {
    return this;
  }
}
