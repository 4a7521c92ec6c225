// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.signing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.signing.*}: the keys that sign public alerts.
 *
 * @param password opens key files that are encrypted; better as {@code TOCSIN_SIGNING_PASSWORD}
 */
@ConfigurationProperties("tocsin.signing")
record SigningSettings(@DefaultValue("") String password) {

  /** Tells nothing of the password. */
  @Override
  public String toString() {
    return "SigningSettings[password=" + (password.isEmpty() ? "none" : "set") + "]";
  }
}
