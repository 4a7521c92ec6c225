// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.tocsin.server.deliver.DkimKey;

/**
 * Signs mails (RFC 6376), relaxed in headers and body. Every header that we write is signed, and
 * that there is no second From or Subject. Thread-safe.
 */
final class Dkim {

  private final DkimKey key;
  private final String begin;

  private Dkim(DkimKey key, String domain, String selector) {
    this.key = key;
    this.begin =
        "v=1; a=%s; c=relaxed/relaxed; d=%s; s=%s; h=".formatted(key.algorithm(), domain, selector);
  }

  /**
   * That of these settings; empty when there is no key.
   *
   * @throws IllegalStateException when the key cannot be read: nothing shall go out unsigned then
   */
  static Optional<Dkim> of(DkimSettings settings, String senderDomain) {
    if (settings.key().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Dkim(
              DkimKey.read(Path.of(settings.key())),
              settings.domain().isEmpty() ? senderDomain : settings.domain(),
              settings.selector()));
    } catch (IOException e) {
      throw new IllegalStateException(
          "tocsin.mail.dkim.key: %s. Name a PEM file with the private key (tocsin dkim makes one), or leave the setting out to sign nothing."
              .formatted(e.getMessage()),
          e);
    }
  }

  /** A digest for bodies; what begins alike may be cloned. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /**
   * The header {@code DKIM-Signature} with its end of line.
   *
   * @param own some headers of the mail
   * @param common the others
   * @param bodyHash SHA-256 of the body, whose lines have no spaces at their ends and which ends
   *     with one end of line: that is its relaxed form
   */
  String header(HeaderBlock own, HeaderBlock common, byte[] bodyHash) {
    // Named once more than they are there: a second one breaks the signature (§8.15).
    String value =
        begin
            + own.names()
            + ":"
            + common.names()
            + ":from:subject; bh="
            + Base64.getEncoder().encodeToString(bodyHash)
            + "; b=";
    byte[] input = (own.relaxed() + common.relaxed() + "dkim-signature:" + value).getBytes(UTF_8);
    String signature =
        Base64.getMimeEncoder(70, new byte[] {'\r', '\n', ' '})
            .encodeToString(key.sign(input, digest().digest(input)));
    return "DKIM-Signature: " + value.replace("; ", ";\r\n ") + signature + "\r\n";
  }
}
