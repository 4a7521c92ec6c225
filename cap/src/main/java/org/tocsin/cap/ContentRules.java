// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Whether a resource's content is there, and is what the resource says of it (CAP 1.2 §3.2.3). */
final class ContentRules {
  /** CAP calls the size approximate; so much of it, and so many bytes, may be off. */
  private static final double SIZE_SHARE = 0.1;

  private static final int SIZE_BYTES = 1_024;

  private ContentRules() {}

  static void check(Resource resource, Site site, Problems problems) {
    if (resource.uri().isEmpty() && resource.derefUri().isEmpty()) {
      problems.add(
          Rule.RESOURCE_CONTENT,
          site,
          resource.resourceDesc(),
          "The resource has neither uri nor derefUri.");
    }
    boolean described = resource.size().isPresent() || resource.digest().isPresent();
    if (described) {
      resource
          .derefUri()
          .flatMap(ContentRules::decoded)
          .ifPresent(content -> compare(resource, content, site, problems));
    }
  }

  private static void compare(Resource resource, byte[] content, Site site, Problems problems) {
    resource
        .size()
        .filter(size -> Math.abs(size - content.length) > SIZE_BYTES + SIZE_SHARE * content.length)
        .ifPresent(size ->
            problems.add(
                Rule.SIZE_DIFFERS,
                site.child("size"),
                size.toString(),
                "The content has " + content.length + " bytes."));
    String sha1 = HexFormat.of().formatHex(sha1(content));
    resource
        .digest()
        .filter(digest -> digest.length() == sha1.length() && !digest.equalsIgnoreCase(sha1))
        .ifPresent(digest ->
            problems.add(
                Rule.DIGEST_DIFFERS,
                site.child("digest"),
                digest,
                "The content has the SHA-1 " + sha1 + "."));
  }

  /** What is no base64 was reported already. */
  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getMimeDecoder().decode(base64));
    } catch (IllegalArgumentException reported) {
      return Optional.empty();
    }
  }

  private static byte[] sha1(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
