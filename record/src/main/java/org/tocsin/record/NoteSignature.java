// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** One signature line of a note: who says they signed, by which key id, and the signature. */
public final class NoteSignature {

  private static final String DASH = "\u2014 ";
  private static final int KEY_ID_BYTES = 4;

  private final String name;
  private final int keyId;
  private final byte[] signature;

  NoteSignature(String name, int keyId, byte[] signature) {
    this.name = name;
    this.keyId = keyId;
    this.signature = signature;
  }

  /** Reads a line without its newline: em dash, space, name, space, base64. */
  static NoteSignature parseLine(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space <= DASH.length()) {
      throw RecordException.malformed(
          "signature line '" + Words.excerpt(line) + "' is not '— name base64'");
    }
    String name = line.substring(DASH.length(), space);
    NoteVerifier.requireName(name);
    byte[] bytes = StrictBase64.decode(line.substring(space + 1), "signature");
    if (bytes.length <= KEY_ID_BYTES) {
      throw RecordException.malformed(
          "signature of "
              + name
              + " has "
              + bytes.length
              + " bytes; four of key id and at least one more are needed");
    }
    return new NoteSignature(
        name,
        ByteBuffer.wrap(bytes).getInt(),
        Arrays.copyOfRange(bytes, KEY_ID_BYTES, bytes.length));
  }

  /** The line with its newline. */
  String line() {
    byte[] bytes =
        ByteBuffer.allocate(KEY_ID_BYTES + signature.length).putInt(keyId).put(signature).array();
    return DASH + name + " " + StrictBase64.encode(bytes) + "\n";
  }

  /** The key's name. */
  public String name() {
    return name;
  }

  /** The key's id. */
  public int keyId() {
    return keyId;
  }

  /** A copy of the signature without the key id. */
  public byte[] signature() {
    return signature.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that
        && name.equals(that.name)
        && keyId == that.keyId
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + keyId;
  }

  @Override
  public String toString() {
    return name + "+" + HexFormat.of().toHexDigits(keyId);
  }
}
