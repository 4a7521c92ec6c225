// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.tocsin.cap.Category;
import org.tocsin.cap.NamedValue;

/**
 * A kind of event in the list of OASIS.
 *
 * @param code its code, such as {@code OET-193}
 * @param term its name in English, in lower case
 * @param categories the categories of CAP that it belongs to
 */
public record EventTerm(String code, String term, List<Category> categories) {
  /** The name of the list in an eventCode. */
  public static final String VALUE_NAME = "OET:v1.2";

  public EventTerm {
    requireNonNull(code, "code");
    requireNonNull(term, "term");
    categories = List.copyOf(categories);
  }

  /** The term as an eventCode of CAP. */
  public NamedValue eventCode() {
    return new NamedValue(VALUE_NAME, code);
  }
}
