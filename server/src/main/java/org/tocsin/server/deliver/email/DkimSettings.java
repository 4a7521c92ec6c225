// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.mail.dkim.*}: signing mails ourselves (RFC 6376).
 *
 * @param key a file with the private key in PEM (PKCS #8), RSA or Ed25519; empty (the default) for
 *     no signature. Read at the start
 * @param selector under which name the public key stands in DNS, default {@code tocsin}
 * @param domain whose key it is, empty for the domain of the sender
 */
@ConfigurationProperties("tocsin.mail.dkim")
public record DkimSettings(
    @DefaultValue("") String key,
    @DefaultValue("tocsin") String selector,
    @DefaultValue("") String domain) {

  private static final String LABELS = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

  /** Refuses what is no name of DNS. */
  public DkimSettings {
    String name = LABELS + "(\\." + LABELS + ")*";
    if (!selector.matches(name) || !(domain.isEmpty() || domain.matches(name))) {
      throw new IllegalArgumentException(
          "tocsin.mail.dkim.selector is '%s' and domain '%s'; they must be names like tocsin and example.org"
              .formatted(selector, domain));
    }
  }
}
