// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/**
 * A name from somebody's list and its value: an eventCode, a parameter or a geocode (CAP 1.2
 * §3.2.2, §3.2.4).
 *
 * @param valueName the list, such as {@code SAME}; acronyms are capitals without periods
 * @param value the value in that list; may be empty
 */
public record NamedValue(String valueName, String value) {
  public NamedValue {
    valueName = Texts.trimmed(valueName);
    value = Texts.trimmed(value);
  }
}
