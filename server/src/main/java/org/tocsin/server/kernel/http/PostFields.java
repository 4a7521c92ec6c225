// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;

/**
 * The head of a post as HTTP/2 has it (RFC 7541 §6.2): spelt out, and never to be put into
 * anybody's table, since its fields may be secrets. Used once.
 */
final class PostFields {

  /** From the static table: the method POST, and the scheme. */
  private static final byte POST = (byte) 0x83;

  private static final byte HTTP = (byte) 0x86;
  private static final byte HTTPS = (byte) 0x87;

  private static final int AUTHORITY = 1;
  private static final int PATH = 4;
  private static final int CONTENT_LENGTH = 28;

  /** A field that nobody is to remember. */
  private static final int NEVER_KEPT = 0x10;

  private byte[] octets = new byte[512];
  private int length;

  private PostFields() {}

  /**
   * The block for a post.
   *
   * @throws IllegalArgumentException when a field holds what is not printable ASCII
   */
  static byte[] of(Target target, Errand.Post post) {
    PostFields fields = new PostFields();
    fields.octet(POST);
    fields.octet(target.host().secure() ? HTTPS : HTTP);
    fields.known(AUTHORITY, target.host().field());
    fields.known(PATH, target.place());
    fields.known(CONTENT_LENGTH, Integer.toString(post.body().length));
    for (int i = 0; i < post.fields().length; i += 2) {
      fields.octet((byte) NEVER_KEPT);
      fields.text(post.fields()[i].toLowerCase(Locale.ROOT));
      fields.text(post.fields()[i + 1]);
    }
    return Arrays.copyOf(fields.octets, fields.length);
  }

  private void known(int name, String value) {
    number(NEVER_KEPT, 4, name);
    text(value);
  }

  private void text(String text) {
    byte[] plain = Wire.plain(text).getBytes(ISO_8859_1);
    number(0, 7, plain.length);
    room(plain.length);
    System.arraycopy(plain, 0, octets, length, plain.length);
    length += plain.length;
  }

  /** RFC 7541 §5.1. */
  private void number(int flags, int prefix, int number) {
    int mask = (1 << prefix) - 1;
    if (number < mask) {
      octet((byte) (flags | number));
      return;
    }
    octet((byte) (flags | mask));
    int left = number - mask;
    for (; left >= 0x80; left >>>= 7) {
      octet((byte) (left | 0x80));
    }
    octet((byte) left);
  }

  private void octet(byte octet) {
    room(1);
    octets[length++] = octet;
  }

  private void room(int more) {
    if (length + more > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(length + more, 2 * octets.length));
    }
  }
}
