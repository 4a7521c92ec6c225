// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

/**
 * A word or mark of a text.
 *
 * @param text in capitals
 * @param start first unit in the text
 * @param end after the last
 * @param sentence number of its sentence, from nought
 */
record Word(String text, int start, int end, int sentence) {
  boolean isWord() {
    return Character.isLetterOrDigit(text.charAt(0));
  }
}
