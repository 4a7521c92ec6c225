// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.secret.Sealer;

/** Wires the ledger. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StampSettings.class, DeviceSettings.class, StoreSettings.class})
class LedgerConfiguration {

  @Bean
  KeyPlace recordKey(
      DataFolder data,
      @Value("${tocsin.record.origin:}") String origin,
      @Value("${tocsin.record.key-passphrase-file:}") String passphraseFile,
      DeviceSettings device,
      Sealer sealer) {
    if (!device.library().isBlank()) {
      return new DeviceKey(device.open(), origin, device.label());
    }
    return new RecordKey(data, origin, passphraseFile, sealer);
  }

  @Bean
  RecordPlace recordPlace(
      StoreSettings settings, DataFolder data, DataSource database, Outbound outbound) {
    return settings.place(data, database, outbound);
  }

  @Bean
  ProblemCatalogue ledgerProblems() {
    return ProblemCatalogue.of(LedgerProblem.values());
  }
}
