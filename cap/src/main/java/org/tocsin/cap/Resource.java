// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A file that adds to an info: a picture, a map, a recording (CAP 1.2 §3.2.3).
 *
 * @param resourceDesc type and content of the file, for people
 * @param mimeType its MIME type; required in CAP 1.2, empty when an older message has none
 * @param size approximate size in bytes
 * @param uri where to get it: an absolute URI
 * @param derefUri its content in base64, only where no link back is possible
 * @param digest SHA-1 of the content, 40 hexadecimal digits
 * @param extensions elements that CAP does not define
 */
public record Resource(
    String resourceDesc,
    String mimeType,
    Optional<Long> size,
    Optional<String> uri,
    Optional<String> derefUri,
    Optional<String> digest,
    List<Extension> extensions) {
  public Resource {
    resourceDesc = Texts.trimmed(resourceDesc);
    mimeType = Texts.trimmed(mimeType);
    requireNonNull(size, "size");
    uri = Texts.present(uri);
    derefUri = Texts.present(derefUri);
    digest = Texts.present(digest);
    extensions = List.copyOf(extensions);
  }

  /** Starts an empty builder. */
  public static ResourceBuilder builder() {
    return new ResourceBuilder();
  }

  /** Starts a builder that holds the values of this resource. */
  public ResourceBuilder toBuilder() {
    return new ResourceBuilder(this);
  }
}
