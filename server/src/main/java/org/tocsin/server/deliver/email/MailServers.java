// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.deliver.Provider;

/**
 * Settings {@code tocsin.mail.weight} and {@code tocsin.mail.providers}: mail servers beside the
 * first.
 *
 * @param weight the share of the first server, 0 to 1,000, default 100
 * @param providers others by name
 */
@ConfigurationProperties("tocsin.mail")
record MailServers(@DefaultValue("100") int weight, @DefaultValue Map<String, Another> providers) {

  /** The first server alone. */
  static final MailServers NO_OTHERS = new MailServers(100, Map.of());

  /**
   * Another server; whatever is not named here is as with the first.
   *
   * @param weight its share of the work, 0 to 1,000, default 0: it gets what the others do not take
   * @param host its name
   * @param port default 25
   * @param user for signing in; empty for none
   * @param password its password
   * @param starttls as {@link MailSettings#starttls()}
   * @param tls as {@link MailSettings#tls()}
   */
  record Another(
      @DefaultValue("0") int weight,
      @DefaultValue("") String host,
      @DefaultValue("25") int port,
      @DefaultValue("") String user,
      @DefaultValue("") String password,
      @DefaultValue("offered") MailSettings.Starttls starttls,
      @DefaultValue("false") boolean tls) {

    Another {
      share(weight);
      if (host.isEmpty()) {
        throw new IllegalArgumentException("a server under tocsin.mail.providers needs a host");
      }
    }

    /** These settings with this server in the place of the first. */
    MailSettings instead(MailSettings first) {
      return new MailSettings(
          host,
          port,
          first.from(),
          user,
          password,
          starttls,
          tls,
          first.trustedCertificates(),
          first.hello(),
          first.workers(),
          first.inFlight(),
          first.timeout());
    }

    @Override
    public String toString() {
      return "Another[host=%s, port=%d]".formatted(host, port);
    }
  }

  MailServers {
    share(weight);
    providers = Map.copyOf(providers);
    Provider.requireNames("tocsin.mail.providers", providers.keySet());
  }

  private static void share(int weight) {
    if (weight < 0 || weight > 1_000) {
      throw new IllegalArgumentException(
          "a weight under tocsin.mail is %d; it must be 0 to 1000".formatted(weight));
    }
  }
}
