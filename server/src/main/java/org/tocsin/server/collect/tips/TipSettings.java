// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.tips.*}.
 *
 * @param enabled whether the public can give tips, default false
 * @param emergency what to do when life is in danger now, shown first; at most 500 characters
 * @param anHour how many requests one sender may make in an hour, default 20; 1 to 10,000
 * @param allAnHour how many all senders together may make on one node, default 600; 1 to 100,000
 */
@ConfigurationProperties("tocsin.tips")
record TipSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue(
            "Is life in danger now? Do not wait for us: call 112, 911 or your local emergency number. Nobody may read this page for hours.")
        String emergency,
    @DefaultValue("20") int anHour,
    @DefaultValue("600") int allAnHour) {

  private static final int WORDS = 500;

  TipSettings {
    if (emergency.isBlank() || emergency.length() > WORDS) {
      throw new IllegalArgumentException(
          "tocsin.tips.emergency has %d characters; write 1 to %d"
              .formatted(emergency.length(), WORDS));
    }
    if (anHour < 1 || anHour > 10_000 || allAnHour < 1 || allAnHour > 100_000) {
      throw new IllegalArgumentException(
          "tocsin.tips.an-hour must be 1 to 10000 and tocsin.tips.all-an-hour 1 to 100000");
    }
  }
}
