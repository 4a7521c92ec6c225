// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/**
 * Where a rule looks: an element of a message, with its path and, when the message was read from
 * text, its position. The rules are written once against this and serve both the reader, which
 * knows positions, and the checker of messages that were never text.
 */
interface Site {
  /** Path of the element, such as {@code alert/info[2]/expires}. */
  String path();

  /** Line from 1; 0 when there is no text. */
  int line();

  /** Column from 1; 0 when there is no text. */
  int column();

  /** Its place among the sites of one text, so that many can be located in one pass. */
  default int order() {
    return 0;
  }

  /** Whether it was read from XML, so that its text holds only characters that XML allows. */
  default boolean isParsed() {
    return false;
  }

  /** The nth child element of that name, counted from 0; this element when there is none. */
  Site child(String name, int index);

  /** The first child element of that name; this element when there is none. */
  default Site child(String name) {
    return child(name, -1);
  }

  /** A site in a message that was never text. */
  static Site model(String path) {
    return new ModelSite(path);
  }

  /** A site in a message that was never text: a path without a position. */
  record ModelSite(String path) implements Site {
    @Override
    public int line() {
      return 0;
    }

    @Override
    public int column() {
      return 0;
    }

    @Override
    public Site child(String name, int index) {
      return new ModelSite(path + "/" + name + (index < 0 ? "" : "[" + (index + 1) + "]"));
    }
  }
}
