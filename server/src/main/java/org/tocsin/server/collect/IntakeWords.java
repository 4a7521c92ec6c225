// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.server.kernel.Text;

/** Puts how reports come in, and what kept them from it, into words for pages. */
public final class IntakeWords {

  private static final Pattern KEPT = Pattern.compile("\\s*\\(kept as (quarantine_[0-9A-Z]+)\\)");

  private IntakeWords() {}

  /** The door by which something came; a word that is not known is given back. */
  public static String via(String via) {
    if (via.startsWith("feed:")) {
      return "from a feed";
    }
    if (via.startsWith("taxii:")) {
      return "from a TAXII collection";
    }
    return switch (via) {
      case "paste" -> "entered at the desk";
      case "api" -> "through the API";
      case "alertmanager" -> "from a monitoring system";
      case "mailbox" -> "from the mailbox";
      case "tip" -> "by the tip form";
      case "phone" -> "by telephone";
      default -> via;
    };
  }

  /** A reason as a sentence, without the id under which the bytes are kept. */
  public static String reason(String reason) {
    return Text.sentence(KEPT.matcher(reason).replaceAll("").strip());
  }

  /** The id under which the bytes are kept, where a reason names one. */
  public static Optional<String> kept(String reason) {
    Matcher found = KEPT.matcher(reason);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
