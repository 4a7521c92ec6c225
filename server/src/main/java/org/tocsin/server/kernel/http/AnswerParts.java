// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to one post of HTTP/2 as it comes (RFC 9113 §8.1). Used by one thread. */
final class AnswerParts {

  private static final byte[] NOTHING = new byte[0];

  private final int bodyMax;
  private int status;
  private int interim;
  private Map<String, String> fields = Map.of();
  private @Nullable ByteArrayOutputStream body;

  /**
   * For one answer.
   *
   * @param bodyMax the most bytes of a body
   */
  AnswerParts(int bodyMax) {
    this.bodyMax = bodyMax;
  }

  /** Whether the host has begun to answer, so it has looked at the post. */
  boolean hasBegun() {
    return status != 0 || interim != 0;
  }

  /**
   * Takes a head: one that says to wait, the answer's own, or what follows its body.
   *
   * @throws ProtocolException when it is none of these
   */
  void head(Map<String, String> said, boolean ends, int interimMost) throws ProtocolException {
    if (status != 0) {
      if (!ends) {
        throw new ProtocolException("an answer has two heads");
      }
      return; // what follows the body tells us nothing
    }
    int code = status(said.remove(":status"));
    if (code >= 200) {
      status = code;
      fields = said;
    } else if (ends || code == 101 || ++interim > interimMost) {
      throw new ProtocolException("the host wants to speak something else than was asked for");
    }
  }

  private static int status(@Nullable String text) throws ProtocolException {
    if (text == null || text.length() != 3) {
      throw new ProtocolException("an answer has no status");
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new ProtocolException("an answer has a status that is no number");
      }
      code = 10 * code + digit;
    }
    if (code < 100) {
      throw new ProtocolException("an answer has a status that there is not");
    }
    return code;
  }

  /**
   * Takes a part of the body.
   *
   * @throws AnswerReader.TooLargeException when there is more than is read
   */
  void body(byte[] octets, int from, int length) throws IOException {
    if (status == 0) {
      throw new ProtocolException("an answer has a body and no head");
    }
    int before = body == null ? 0 : body.size();
    if (length > bodyMax - before) {
      throw new AnswerReader.TooLargeException(bodyMax);
    }
    if (body == null) {
      body = new ByteArrayOutputStream(length);
    }
    body.write(octets, from, length);
  }

  /**
   * The whole answer.
   *
   * @throws ProtocolException when it is not as long as it says
   */
  Outbound.Answer answer() throws ProtocolException {
    if (status == 0) {
      throw new ProtocolException("an answer has no head");
    }
    byte[] all = body == null ? NOTHING : body.toByteArray();
    String length = fields.get("content-length");
    if (length != null
        && status != 204
        && status != 304
        && !length.equals(Integer.toString(all.length))) {
      throw new ProtocolException("an answer is not as long as it says");
    }
    return new Outbound.Answer(status, fields, all);
  }
}
