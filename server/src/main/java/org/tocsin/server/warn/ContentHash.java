// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Optional;
import org.tocsin.audience.Audience;
import org.tocsin.record.CanonicalJson;
import org.tocsin.record.Hash;
import org.tocsin.server.kernel.WarningId;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an approval signs: SHA-256 over the canonical JSON (RFC 8785) of message type, what it
 * follows, the whole draft and the audience's own hash.
 */
class ContentHash {

  private final JsonMapper json;

  ContentHash(JsonMapper json) {
    this.json = json;
  }

  /** The hash of an audience: SHA-256 over its canonical encoding. */
  static String of(Audience audience) {
    return Hash.sha256(audience.encode()).hex();
  }

  /** The hash of everything that goes out. */
  String of(MessageType type, Optional<WarningId> follows, Draft draft, String audienceHash) {
    String content =
        json.writeValueAsString(
            new Content(
                type.word(), follows.map(WarningId::value).orElse(""), draft, audienceHash));
    return Hash.sha256(CanonicalJson.write(CanonicalJson.parse(content))).hex();
  }

  /** The names and order of what is hashed. */
  private record Content(String messageType, String follows, Draft draft, String audience) {}
}
