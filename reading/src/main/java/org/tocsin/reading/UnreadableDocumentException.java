// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/** A document could not be read: its message says what was wrong, where, and the remedy. */
public final class UnreadableDocumentException extends RuntimeException {
  UnreadableDocumentException(String message) {
    super(message);
  }
}
