// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires the ledger. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

  @Bean
  ProblemCatalogue ledgerProblems() {
    return ProblemCatalogue.of(LedgerProblem.values());
  }
}
