// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.secret;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the one sealer, under the master key of the data folder. */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

  @Bean
  Sealer sealer(KeyFolder keys) {
    return new Sealer(keys.key("master"));
  }
}
