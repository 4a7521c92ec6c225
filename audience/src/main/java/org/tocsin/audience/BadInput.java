// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/** Something in a watcher file that cannot be taken, with what to do about it. */
final class BadInput extends Exception {
  private static final long serialVersionUID = 1L;
  private final String value;
  private final String remedy;

  BadInput(String value, String message, String remedy) {
    super(message, null, false, false);
    this.value = value;
    this.remedy = remedy;
  }

  String value() {
    return value;
  }

  String remedy() {
    return remedy;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
