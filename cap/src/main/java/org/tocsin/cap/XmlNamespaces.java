// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The namespaces in force at a place of a document, by prefix (Namespaces in XML 1.0 §3, §5). */
final class XmlNamespaces {
  private static final String XML = "http://www.w3.org/XML/1998/namespace";
  private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

  private int depth;
  private int count;
  private int[] countBefore = new int[16];
  private String[] prefixes = new String[8];
  private String[] uris = new String[8];

  /** An element begins; what is bound from now on is in force until it ends. */
  void open() {
    depth++;
    if (depth == countBefore.length) {
      countBefore = Arrays.copyOf(countBefore, 2 * depth);
    }
    countBefore[depth] = count;
  }

  /** The element that began last ends. */
  void close() {
    count = countBefore[depth--];
  }

  /** How many are in force. */
  int count() {
    return count;
  }

  /** How many the element that began last has bound. */
  int countOfElement() {
    return count - countBefore[depth];
  }

  /** Whether the element that began last has bound a prefix already. */
  boolean isBoundAgain(String prefix) {
    for (int i = countBefore[depth]; i < count; i++) {
      if (prefixes[i].equals(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a prefix may stand for a namespace at all. */
  static boolean isAllowed(String prefix, String uri) {
    return !prefix.equals("xmlns")
        && !uri.equals(XMLNS)
        && prefix.equals("xml") == uri.equals(XML)
        && (prefix.isEmpty() || !uri.isEmpty());
  }

  void bind(String prefix, String uri) {
    if (count == prefixes.length) {
      prefixes = Arrays.copyOf(prefixes, 2 * count);
      uris = Arrays.copyOf(uris, 2 * count);
    }
    prefixes[count] = prefix;
    uris[count++] = uri;
  }

  /** The namespace of a prefix; empty for no prefix where there is no default; null for none. */
  @Nullable String find(String prefix) {
    for (int i = count - 1; i >= 0; i--) {
      if (prefixes[i].equals(prefix)) {
        return uris[i];
      }
    }
    return prefix.isEmpty() ? "" : prefix.equals("xml") ? XML : null;
  }
}
