// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What an ML-DSA-44 cosignature signs (c2sp.org/tlog-cosignature, "ML-DSA-44 signed message"). */
final class MlDsa44 {

  static final String ALGORITHM = "ML-DSA-44";

  private static final String LABEL = "subtree/v1\n\0";
  private static final int MAX_VECTOR_BYTES = 255;

  private MlDsa44() {}

  /**
   * The {@code cosigned_message} over a whole tree. None if the text is no checkpoint, a name is
   * longer than a length byte can say, or the checkpoint has extension lines: the message does not
   * cover them, and lines that nobody signed must not pass for signed.
   */
  static Optional<byte[]> findMessage(String cosigner, long seconds, byte[] text) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(Words.utf8(text, "checkpoint"));
    } catch (RecordException e) {
      return Optional.empty();
    }
    byte[] name = Words.bytes(cosigner);
    byte[] origin = Words.bytes(checkpoint.origin());
    boolean tooLong = name.length > MAX_VECTOR_BYTES || origin.length > MAX_VECTOR_BYTES;
    if (tooLong || !checkpoint.extensions().isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(Words.bytes(LABEL));
    message.write(name.length);
    message.writeBytes(name);
    message.writeBytes(number(seconds));
    message.write(origin.length);
    message.writeBytes(origin);
    message.writeBytes(number(0)); // the subtree begins where the tree does
    message.writeBytes(number(checkpoint.size()));
    message.writeBytes(checkpoint.root().bytes());
    return Optional.of(message.toByteArray());
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }
}
