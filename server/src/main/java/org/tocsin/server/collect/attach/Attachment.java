// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import java.time.Instant;

/**
 * A file that came with a report; its bytes are asked for apart.
 *
 * @param id names it
 * @param name what its sender called it; may be personal
 * @param mediaType what its bytes are
 * @param sha256 hex digest of the bytes
 * @param size of the bytes
 * @param addedAt when it came
 */
public record Attachment(
    AttachmentId id, String name, String mediaType, String sha256, long size, Instant addedAt) {

  /** The size as people say it. */
  public String sizeWords() {
    return size < 1_000 ? size + " bytes" : size < 1_000_000 ? size / 1_000 + " kB" : size / 1_000_000 + " MB";
  }
}
