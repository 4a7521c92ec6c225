// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Switchboard;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.BodyRule;

/** Puts the channel together. */
@Configuration(proxyBeanMethods = false)
class SmsConfiguration {

  @Bean
  ProblemCatalogue smsProblems() {
    return ProblemCatalogue.of(SmsProblem.values());
  }

  @Bean
  BodyRule smsInletBodies() {
    return new BodyRule("/in/sms/", SmsInlet.BODY_MAX, true);
  }

  @Bean
  Channel smsChannel(SmsSettings settings, SmsProviders providers) {
    return new SmsChannel(settings.workers(), new Switchboard(SmsChannel.KIND, providers.all()));
  }
}
