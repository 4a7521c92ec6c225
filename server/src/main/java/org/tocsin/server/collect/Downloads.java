// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with bytes that may be anything: always as a download, never to be shown. */
public final class Downloads {

  private Downloads() {}

  /**
   * These bytes under this name.
   *
   * @param name an id: letters, digits and underscores
   */
  public static ResponseEntity<byte[]> of(byte[] bytes, String name) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .header("X-Content-Type-Options", "nosniff")
        .body(bytes);
  }
}
