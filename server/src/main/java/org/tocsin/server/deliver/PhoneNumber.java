// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as files have them and as networks want them: {@code +} and 7 to 15 digits (ITU-T E.164).
 * Spaces, dashes, dots, slashes and brackets between the digits say nothing and are left out. A
 * {@code (0)} is refused, for nobody can tell whether it is to be dialled.
 */
public final class PhoneNumber {

  private static final Pattern WRITTEN = Pattern.compile("\\+[0-9 ()./\u00a0\u2010\u2011-]{7,40}");
  private static final Pattern BETWEEN = Pattern.compile("[ ()./\u00a0\u2010\u2011-]");
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private PhoneNumber() {}

  /** The number as networks want it; empty when the text is none. */
  public static Optional<String> read(String text) {
    if (!WRITTEN.matcher(text).matches() || text.contains("(0)")) {
      return Optional.empty();
    }
    String number = BETWEEN.matcher(text).replaceAll("");
    return NUMBER.matcher(number).matches() ? Optional.of(number) : Optional.empty();
  }

  /** What is wrong with a text, as the end of a sentence; empty when it is a number. */
  public static Optional<String> fault(String text) {
    if (read(text).isPresent()) {
      return Optional.empty();
    }
    if (text.contains("(0)")) {
      return Optional.of(
          "has a (0): leave it out, or write the digits that are dialled from abroad");
    }
    return Optional.of("is no phone number with + and 7 to 15 digits, country first");
  }
}
