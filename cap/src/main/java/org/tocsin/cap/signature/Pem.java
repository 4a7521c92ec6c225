// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The textual form of keys and certificates (RFC 7468). */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*+)-----END \\1-----");

  private Pem() {}

  /** One block: its label and what it encodes. */
  record Block(String label, byte[] content) {
    /** The block as text, 64 characters a line. */
    String text() {
      Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
      return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
          .formatted(label, new String(lines.encode(content), StandardCharsets.US_ASCII), label);
    }
  }

  /** Every block of a text; what stands between them is passed over. */
  static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(text);
    while (found.find()) {
      try {
        blocks.add(new Block(found.group(1), Base64.getMimeDecoder().decode(found.group(2))));
      } catch (IllegalArgumentException notBase64) {
        throw new IllegalArgumentException(
            "the block " + found.group(1) + " is not base64: " + notBase64.getMessage(), notBase64);
      }
    }
    return blocks;
  }
}
