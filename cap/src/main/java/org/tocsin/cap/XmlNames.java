// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * Names of elements and attributes: which bytes may stand in them (XML 1.0 §2.3), and the common
 * ones as ready strings, so that reading an alert makes no new string for a name.
 */
final class XmlNames {
  /** For each byte: 2 when it may begin a name, 1 when it may stand in one; the colon is none. */
  static final byte[] KIND = new byte[256];

  /** Names that are common in alerts and feeds and are no elements of CAP. */
  private static final List<String> COMMON =
      List.of(
          "Signature",
          "feed",
          "entry",
          "id",
          "title",
          "updated",
          "published",
          "author",
          "name",
          "link",
          "href",
          "rel",
          "type",
          "summary",
          "content",
          "rss",
          "channel",
          "item",
          "guid",
          "pubDate",
          "description",
          "contentObject",
          "xmlContent",
          "embeddedXMLContent",
          "xmlns",
          "cap",
          "ds");

  private static final int SLOTS = 512;
  private static final byte[][] NAMES = new byte[SLOTS][];
  private static final String[] STRINGS = new String[SLOTS];
  private static final CapElement[] ELEMENTS = new CapElement[SLOTS];

  static {
    for (int c = 0; c < 256; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean other = (c >= '0' && c <= '9') || c == '-' || c == '.';
      KIND[c] = (byte) (letter ? 2 : other ? 1 : 0);
    }
    for (CapElement element : CapElement.values()) {
      int slot = put(element.word());
      ELEMENTS[slot] = element;
    }
    COMMON.forEach(XmlNames::put);
  }

  private XmlNames() {}

  private static int put(String name) {
    byte[] utf8 = name.getBytes(UTF_8);
    int hash = 0;
    for (byte b : utf8) {
      hash = 31 * hash + b;
    }
    int slot = hash & (SLOTS - 1);
    while (NAMES[slot] != null && !STRINGS[slot].equals(name)) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    NAMES[slot] = utf8;
    STRINGS[slot] = name;
    return slot;
  }

  /**
   * Finds a name.
   *
   * @param hash 31-polynomial of its bytes
   * @return its slot, or -1 when it is not a common one
   */
  static int find(byte[] bytes, int from, int to, int hash) {
    int slot = hash & (SLOTS - 1);
    while (NAMES[slot] != null) {
      byte[] name = NAMES[slot];
      if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return slot;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return -1;
  }

  /** The name in a slot. */
  static String string(int slot) {
    return STRINGS[slot];
  }

  /** The element of CAP in a slot. */
  static CapElement element(int slot) {
    CapElement element = slot < 0 ? null : ELEMENTS[slot];
    return element == null ? CapElement.OTHER : element;
  }

  /** Whether a character beyond ASCII may stand in a name (XML 1.0, fifth edition, §2.3). */
  static boolean isPart(int c, boolean first) {
    boolean start =
        (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7)
            || (c >= 0x370 && c <= 0x1FFF && c != 0x37E)
            || c == 0x200C
            || c == 0x200D
            || (c >= 0x2070 && c <= 0x218F)
            || (c >= 0x2C00 && c <= 0x2FEF)
            || (c >= 0x3001 && c <= 0xD7FF)
            || (c >= 0xF900 && c <= 0xFDCF)
            || (c >= 0xFDF0 && c <= 0xFFFD)
            || (c >= 0x10000 && c <= 0xEFFFF);
    boolean more = c == 0xB7 || (c >= 0x300 && c <= 0x36F) || (c >= 0x203F && c <= 0x2040);
    return start || (!first && more);
  }
}
