// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.List;

/**
 * A kind of refusal with a number that never changes its meaning (T and four digits; the first
 * digit is the stage). Each stage lists its own in one enum; a page of the documentation explains
 * each.
 */
public interface ProblemType {

  /** For example {@code T4107}. */
  String number();

  /** A short sentence without a full stop: what is wrong, in general. */
  String title();

  /** The HTTP status that answers it: 4xx when the caller can mend it, 5xx when we must. */
  int status();

  /** What the caller can do about it, in general. */
  String remedy();

  /** The refusal of one case: {@code detail} names the value, where it stands, and the limit. */
  default Problem because(String detail) {
    return new Problem(this, detail, List.of());
  }

  /** The refusal of one field, which a page shows beside it; its value is shortened. */
  default Problem at(String where, String value, String message, String remedy) {
    return new Problem(
        this,
        where + " " + message,
        List.of(new Problem.Fault(where, Problem.shorten(value), message, remedy)));
  }
}
