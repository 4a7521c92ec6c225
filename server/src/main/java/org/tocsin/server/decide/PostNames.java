// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.Collection;
import org.tocsin.server.kernel.Text;

/**
 * What pages call the posts of policies: {@code seniorOfficer} is the senior officer. Policies, the
 * API and the record keep the code.
 */
public final class PostNames {

  private PostNames() {}

  /** The words of a post. */
  public static String words(String post) {
    return Text.words(post);
  }

  /**
   * The post that somebody means who types its words or its code; what is neither of a known one is
   * made a code in the same way.
   *
   * @param known the posts that there are
   */
  static String code(String typed, Collection<String> known) {
    String words = typed.strip().replaceAll("\\s+", " ");
    return known.stream()
        .filter(post -> post.equals(words) || words(post).equalsIgnoreCase(words))
        .findFirst()
        .orElseGet(() -> joined(words));
  }

  private static String joined(String words) {
    StringBuilder code = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      code.append(code.isEmpty() ? word : Text.capital(word));
    }
    return code.toString();
  }
}
