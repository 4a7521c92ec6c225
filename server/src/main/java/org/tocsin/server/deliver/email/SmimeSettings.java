// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.mail.smime.*}: signing mails by the desk's certificate (S/MIME), so that
 * mail programs show whose they are.
 *
 * @param file a file in PKCS #12 with one key, its certificate and those of the authorities between
 *     it and the root; empty (the default) for no signature. Read at the start
 * @param password of that file; better as {@code TOCSIN_MAIL_SMIME_PASSWORD}
 */
@ConfigurationProperties("tocsin.mail.smime")
public record SmimeSettings(@DefaultValue("") String file, @DefaultValue("") String password) {

  @Override
  public String toString() {
    return "SmimeSettings[file=%s]".formatted(file);
  }
}
